/* A tied task stays in its thread.
 *
 * expect: ok
 * flags: -fopenmp
 */
#include <assert.h>
#include <omp.h>

int main(void)
{
#pragma omp parallel num_threads(2)
#pragma omp single
	{
#pragma omp task
		{
			int before = omp_get_thread_num();
#pragma omp taskyield
			assert(omp_get_thread_num() == before);
		}
	}
}
