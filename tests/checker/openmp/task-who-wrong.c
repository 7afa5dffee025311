/* A task need not be executed by the thread that has created it.
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
		int creator = omp_get_thread_num();
#pragma omp task
		assert(omp_get_thread_num() == creator);
	}
}
