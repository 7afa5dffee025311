/* Tasks and their sums, waited for; firstprivate is what was there when the task was created.
 *
 * expect: ok
 * flags: -fopenmp
 */
#include <assert.h>

static int fib(int n)
{
	int a, b;

	if (n < 2)
		return n;
#pragma omp task shared(a)
	a = fib(n - 1);
#pragma omp task shared(b)
	b = fib(n - 2);
#pragma omp taskwait
	return a + b;
}

int main(void)
{
	int result = 0, squares[3];

#pragma omp parallel num_threads(2)
#pragma omp single
	{
		result = fib(3);
		for (int i = 0; i < 3; i++) {
#pragma omp task
			squares[i] = i * i;
		}
	}
	assert(result == 2 && squares[2] == 4);
}
