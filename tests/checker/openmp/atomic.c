/* Atomic updates of an int and a double, and a flag that hands data over.
 *
 * expect: ok
 * flags: -fopenmp
 */
#include <assert.h>

int main(void)
{
	int n = 0, data = 0, ready = 0, seen = 1;
	double d = 0;

#pragma omp parallel num_threads(2)
	{
#pragma omp atomic
		n++;
#pragma omp atomic
		d += 0.5;
	}
#pragma omp parallel sections num_threads(2)
	{
#pragma omp section
		{
			data = 1;
#pragma omp atomic write release
			ready = 1;
		}
#pragma omp section
		{
			int r;
#pragma omp atomic read acquire
			r = ready;
			if (r)
				seen = data;
		}
	}
	assert(n == 2 && d == 1 && seen == 1);
}
