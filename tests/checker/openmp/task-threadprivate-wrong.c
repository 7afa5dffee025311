/* A task that its creator executes while it waits for it changes the creator's thread-local variable.
 *
 * expect: assertion
 * flags: -fopenmp
 */
#include <assert.h>

static int own;
#pragma omp threadprivate(own)

int main(void)
{
#pragma omp parallel num_threads(2)
#pragma omp single
	{
		own = 1;
#pragma omp task
		own = 2;
#pragma omp taskwait
		assert(own == 1);
	}
}
