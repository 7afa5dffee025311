/* A barrier that only one of two threads comes to.
 *
 * expect: deadlock
 * flags: -fopenmp
 */
#include <omp.h>

int main(void)
{
#pragma omp parallel num_threads(2)
	if (omp_get_thread_num() == 1) {
#pragma omp barrier
	}
}
