/* Each thread has its own, which it keeps from one region to the next.
 *
 * expect: ok
 * flags: -fopenmp
 */
#include <assert.h>
#include <omp.h>

static int own = 1;
#pragma omp threadprivate(own)

int main(void)
{
	int sum = 0;

	own = 10;
#pragma omp parallel num_threads(2) copyin(own)
	own += omp_get_thread_num();
#pragma omp parallel num_threads(2)
#pragma omp critical
	sum += own;
	assert(sum == 21 && own == 10);
}
