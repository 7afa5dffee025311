/* A lock is unset by another thread than the one that has set it.
 *
 * expect: misuse
 * report: omp_unset_lock of a lock that another task has set
 * flags: -fopenmp
 */
#include <omp.h>

int main(void)
{
	omp_lock_t lock;

	omp_init_lock(&lock);
	omp_set_lock(&lock);
#pragma omp parallel num_threads(2)
	if (omp_get_thread_num() == 1)
		omp_unset_lock(&lock);
	omp_destroy_lock(&lock);
}
