/* A region within a region, which has several threads if the program says so.
 *
 * expect: ok
 * flags: -fopenmp
 */
#include <assert.h>
#include <omp.h>

int main(void)
{
	int n = 0, m = 0;

#pragma omp parallel num_threads(2)
#pragma omp parallel num_threads(2)
	{
		assert(omp_get_num_threads() == 1 && omp_get_level() == 2);
#pragma omp atomic
		n++;
	}
	omp_set_max_active_levels(2);
#pragma omp parallel num_threads(2)
	{
		int outer = omp_get_thread_num();
#pragma omp parallel num_threads(2) if (outer)
		{
			assert(omp_get_ancestor_thread_num(1) == outer);
#pragma omp atomic
			m++;
		}
	}
	assert(n == 2 && m == 3);
	assert(!omp_in_parallel());
}
