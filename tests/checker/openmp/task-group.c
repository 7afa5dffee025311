/* A taskgroup waits for all that is created in it, and for nothing else.
 *
 * expect: ok
 * flags: -fopenmp
 */
#include <assert.h>

int main(void)
{
	int n = 0, other = 0;

#pragma omp parallel num_threads(2)
#pragma omp single
	{
#pragma omp task shared(other)
		other = 1;
#pragma omp taskgroup
		{
#pragma omp task shared(n)
			{
#pragma omp task shared(n)
				n = 1;
			}
		}
		assert(n == 1);
	}
	assert(other == 1);
}
