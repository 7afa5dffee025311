/* Sections of their own, and one that reads what was written before.
 *
 * expect: ok
 * flags: -fopenmp
 */
#include <assert.h>

int main(void)
{
	int a = 0, b = 0, c = 0;

#pragma omp parallel num_threads(2)
	{
#pragma omp sections
		{
#pragma omp section
			a = 1;
#pragma omp section
			b = 2;
		}
#pragma omp sections
		{
#pragma omp section
			c = a + b;
		}
	}
	assert(c == 3);
}
