/* At a barrier all tasks of the team are done, also for the threads that have not created them.
 *
 * expect: ok
 * flags: -fopenmp
 */
#include <assert.h>
#include <omp.h>

int main(void)
{
	int n = 0, seen[2];

#pragma omp parallel num_threads(2)
	{
		if (omp_get_thread_num() == 1) {
#pragma omp task shared(n)
			n = 1;
		}
#pragma omp barrier
		seen[omp_get_thread_num()] = n;
	}
	assert(seen[0] == 1 && seen[1] == 1);
}
