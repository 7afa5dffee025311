/* An untied task may go on in another thread where it lets others come.
 *
 * expect: assertion
 * flags: -fopenmp
 */
#include <assert.h>
#include <omp.h>

int main(void)
{
#pragma omp parallel num_threads(2)
#pragma omp single
	{
#pragma omp task untied
		{
			int before = omp_get_thread_num();
#pragma omp taskyield
			assert(omp_get_thread_num() == before);
		}
	}
}
