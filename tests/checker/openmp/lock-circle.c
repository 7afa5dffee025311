/* Two locks that two threads set in both orders.
 *
 * expect: deadlock
 * flags: -fopenmp
 */
#include <omp.h>

static omp_lock_t locks[2];

int main(void)
{
	omp_init_lock(&locks[0]);
	omp_init_lock(&locks[1]);
#pragma omp parallel num_threads(2)
	{
		int me = omp_get_thread_num();
		omp_set_lock(&locks[me]);
		omp_set_lock(&locks[1 - me]);
		omp_unset_lock(&locks[me]);
		omp_unset_lock(&locks[1 - me]);
	}
}
