/* Each iteration is executed once, whatever the schedule.
 *
 * expect: ok
 * flags: -fopenmp
 */
#include <assert.h>
#include <omp.h>

int main(void)
{
	int n[7] = {0, 0, 0, 0, 0, 0, 0};

	omp_set_schedule(omp_sched_guided, 1);
#pragma omp parallel num_threads(2)
	{
#pragma omp for schedule(static, 2)
		for (int i = 0; i < 7; i++)
			n[i]++;
#pragma omp for schedule(dynamic, 3)
		for (int i = 6; i >= 0; i--)
			n[i]++;
#pragma omp for schedule(guided)
		for (unsigned long i = 0; i < 7; i += 2)
			n[i]++;
#pragma omp for schedule(runtime)
		for (unsigned i = 1; i < 7; i += 2)
			n[i]++;
	}
	for (int i = 0; i < 7; i++)
		assert(n[i] == 3);
}
