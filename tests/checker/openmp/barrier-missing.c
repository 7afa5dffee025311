/* Each thread reads its neighbour's slot without a barrier in between.
 *
 * expect: data-race
 * flags: -fopenmp
 */
#include <omp.h>

int main(void)
{
	int slots[2], seen[2];

#pragma omp parallel num_threads(2)
	{
		int me = omp_get_thread_num();
		slots[me] = me;
		seen[me] = slots[1 - me];
	}
	return seen[0] != 1;
}
