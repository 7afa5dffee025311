/* While a tied task waits for its own, its thread executes no other's: its thread-local variable stays.
 *
 * expect: ok
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
#pragma omp task
		{
			own = 1;
#pragma omp taskyield
			assert(own == 1);
		}
#pragma omp task
		own = 2;
	}
}
