/* A loop of tasks, which is waited for.
 *
 * expect: ok
 * flags: -fopenmp
 */
#include <assert.h>

int main(void)
{
	int n[5] = {0, 0, 0, 0, 0}, last = -1;

#pragma omp parallel num_threads(2)
#pragma omp single
	{
#pragma omp taskloop num_tasks(3) lastprivate(last)
		for (int i = 0; i < 5; i++) {
			n[i]++;
			last = i;
		}
		assert(last == 4);
#pragma omp taskloop grainsize(4)
		for (long i = 4; i >= 0; i--)
			n[i]++;
	}
	for (int i = 0; i < 5; i++)
		assert(n[i] == 2);
}
