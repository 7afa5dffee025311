/* Any thread of the team may execute a task: what is kept for each thread is that thread's. Whoever it is, it
 * executes one task at a time.
 *
 * expect: ok
 * flags: -fopenmp
 */
#include <assert.h>
#include <omp.h>

int main(void)
{
	int done[2] = {0, 0};

#pragma omp parallel num_threads(2)
#pragma omp single
	for (int i = 0; i < 2; i++) {
#pragma omp task
		done[omp_get_thread_num()]++;
	}
	assert(done[0] + done[1] == 2);
}
