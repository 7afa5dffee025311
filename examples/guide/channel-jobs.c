/* A bounded channel: jobs for several workers, who end when it is closed and all jobs are done. */
#undef NDEBUG
#include <acqrel/channel.h>
#include <acqrel/thread.h>
#include <assert.h>
#include <stdio.h>

struct job {
	int number;
};
typedef ar_channel(struct job) job_channel;

static job_channel jobs;
static ar_atomic_int done;

static void *worker(void *arg)
{
	ar_channel_each(&jobs, job)
		/* relaxed: main looks when the workers have ended */
		ar_fetch_add_relaxed(&done, job.number);
	return arg;
}

int main(void)
{
	int count = 100;

	assert(ar_channel_init(&jobs, 4, NULL, NULL) == 0);
	AR_THREAD_SCOPE(s) {
		assert(ar_scope_spawn(&s, worker, NULL) == 0);
		assert(ar_scope_spawn(&s, worker, NULL) == 0);
		for (int i = 1; i <= count; i++)
			ar_channel_send(&jobs, (struct job){i});
		ar_channel_close(&jobs);
	}
	ar_channel_destroy(&jobs);
	/* relaxed: the workers have ended */
	int sum = ar_load_relaxed(&done);
	assert(sum == count * (count + 1) / 2);
	printf("all done: %d\n", sum);
	return 0;
}
