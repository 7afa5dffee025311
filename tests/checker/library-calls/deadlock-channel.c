/*
 * The channel is not closed, so that the worker waits for another job.
 *
 * expect: deadlock
 * report: worker waits at line 20 in `ar_channel_receive(&jobs, &job)`, and no thread
 * report: synchronizes with :33
 * report: :33 ar_channel_send(&jobs, 1)
 */
#include <acqrel/channel.h>
#include <acqrel/thread.h>

typedef ar_channel(int) job_channel;
static job_channel jobs;

static void *worker(void *arg)
{
	int job, *sum = arg;

	*sum = 0;
	while (!ar_channel_receive(&jobs, &job))
		*sum += job;
	return NULL;
}

int main(void)
{
	int sum;

	if (ar_channel_init(&jobs, 1, NULL, NULL))
		return 1;
	AR_THREAD_SCOPE(s) {
		ar_scope_spawn(&s, worker, &sum);
		ar_channel_send(&jobs, 1);
	}
	ar_channel_destroy(&jobs);
	return sum != 1;
}
