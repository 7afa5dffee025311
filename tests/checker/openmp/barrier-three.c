/* Three threads, two barriers one after the other, and slots that are used again behind them.
 *
 * expect: ok
 * flags: -fopenmp
 */
#include <assert.h>
#include <omp.h>

int main(void)
{
	int slots[3] = {0, 0, 0};

#pragma omp parallel num_threads(3)
	{
		int me = omp_get_thread_num();
		slots[me] = me + 1;
#pragma omp barrier
		int seen = slots[(me + 1) % 3];
#pragma omp barrier
		slots[me] += seen;
	}
	assert(slots[0] == 3 && slots[1] == 5 && slots[2] == 4);
}
