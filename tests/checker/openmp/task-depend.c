/* One writes, two read, one writes: as their dependences say.
 *
 * expect: ok
 * flags: -fopenmp
 */
#include <assert.h>

int main(void)
{
	int x = 0, a = 0, b = 0;

#pragma omp parallel num_threads(2)
#pragma omp single
	{
#pragma omp task depend(out : x) shared(x)
		x = 1;
#pragma omp task depend(in : x) shared(x, a)
		a = x;
#pragma omp task depend(in : x) shared(x, b)
		b = x;
#pragma omp task depend(inout : x) shared(x)
		x = 2;
	}
	assert(x == 2 && a == 1 && b == 1);
}
