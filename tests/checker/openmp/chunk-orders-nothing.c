/* That another thread has got an earlier chunk says nothing of what it has done before.
 *
 * expect: data-race
 * flags: -fopenmp
 */
#include <omp.h>

int main(void)
{
	int slots[2], seen = 1;

#pragma omp parallel num_threads(2)
	{
		int me = omp_get_thread_num(), got = 0;
		slots[me] = 1;
#pragma omp for schedule(dynamic) nowait
		for (int i = 0; i < 2; i++)
			got |= 1 << i;
		if (got == 2)
			seen = slots[1 - me];
	}
	return seen != 1;
}
