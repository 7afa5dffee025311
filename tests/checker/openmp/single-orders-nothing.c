/* That another thread executes the single region says nothing of what it has done before.
 *
 * expect: data-race
 * flags: -fopenmp
 */
#include <omp.h>

int main(void)
{
	int slots[2], seen = 0;

#pragma omp parallel num_threads(2)
	{
		int me = omp_get_thread_num(), mine = 0;
		slots[me] = 1;
#pragma omp single nowait
		mine = 1;
		if (!mine)
			seen = slots[1 - me];
	}
	return seen != 1;
}
