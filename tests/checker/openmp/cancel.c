/* Nothing is cancelled unless the environment allows it.
 *
 * expect: ok
 * flags: -fopenmp
 */
#include <assert.h>

int main(void)
{
	int n = 0;

#pragma omp parallel num_threads(2)
	{
#pragma omp cancel parallel
#pragma omp critical
		n++;
	}
	assert(n == 2);
}
