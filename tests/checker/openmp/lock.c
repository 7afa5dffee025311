/* Locks, also those that their owner may set again.
 *
 * expect: ok
 * flags: -fopenmp
 */
#include <assert.h>
#include <omp.h>

int main(void)
{
	omp_lock_t lock;
	omp_nest_lock_t nest;
	int n = 0, m = 0;

	omp_init_lock(&lock);
	omp_init_nest_lock(&nest);
#pragma omp parallel num_threads(2)
	{
		omp_set_lock(&lock);
		n++;
		omp_unset_lock(&lock);
		if (omp_test_lock(&lock)) {
			n++;
			omp_unset_lock(&lock);
		}
		omp_set_nest_lock(&nest);
		assert(omp_test_nest_lock(&nest) == 2);
		m++;
		omp_unset_nest_lock(&nest);
		m++;
		omp_unset_nest_lock(&nest);
	}
	assert(n >= 3 && n <= 4 && m == 4);
	omp_destroy_lock(&lock);
	omp_destroy_nest_lock(&nest);
}
