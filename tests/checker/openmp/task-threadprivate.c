/* Tasks add to the thread-local variable of whoever executes them.
 *
 * expect: ok
 * flags: -fopenmp
 */
#include <assert.h>

static int own;
#pragma omp threadprivate(own)

int main(void)
{
	int sum = 0;

#pragma omp parallel num_threads(2)
	{
		own = 0;
#pragma omp barrier
#pragma omp single
		for (int i = 0; i < 2; i++) {
#pragma omp task
			own++;
		}
#pragma omp critical
		sum += own;
	}
	assert(sum == 2);
}
