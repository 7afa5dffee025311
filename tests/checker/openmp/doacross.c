/* Each iteration waits for the one before, as far as it says.
 *
 * expect: ok
 * flags: -fopenmp
 */
#include <assert.h>

int main(void)
{
	int sums[4] = {1, 0, 0, 0};

#pragma omp parallel for ordered(1) num_threads(2) schedule(static, 1)
	for (int i = 1; i < 4; i++) {
#pragma omp ordered depend(sink : i - 1)
		sums[i] = sums[i - 1] + 1;
#pragma omp ordered depend(source)
	}
	assert(sums[3] == 4);
}
