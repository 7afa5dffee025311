/* A single region is executed once, by either thread; copyprivate hands on what it has found.
 *
 * expect: ok
 * flags: -fopenmp
 */
#include <assert.h>
#include <omp.h>

int main(void)
{
	int n = 0, by[2] = {0, 0};

#pragma omp parallel num_threads(2)
	{
		int mine = 0;
#pragma omp single
		{
			n++;
			by[omp_get_thread_num()]++;
		}
		assert(n == 1);
#pragma omp single copyprivate(mine)
		mine = 5;
		assert(mine == 5);
#pragma omp master
		n++;
	}
	assert(n == 2 && by[0] + by[1] == 1);
}
