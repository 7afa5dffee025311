/* Which thread executes a single region is not said.
 *
 * expect: assertion
 * flags: -fopenmp
 */
#include <assert.h>
#include <omp.h>

int main(void)
{
	int by = -1;

#pragma omp parallel num_threads(2)
	{
#pragma omp single
		by = omp_get_thread_num();
	}
	assert(by == 0);
}
