/*
 * A pool of workers: jobs wait in a channel with room for a few, so that the thread that makes them is slowed down when the workers
 * do not keep up; results come back in one without a limit, so that no thread need take them before all are there. Closing the
 * jobs sends the workers home, after the last job; the last worker to go closes the results.
 *
 * Comes out: each number's square, once.
 */
#undef NDEBUG
#include <acqrel/channel.h>
#include <acqrel/check.h>

#include <assert.h>
#include <pthread.h>

enum { MOST_WORKERS = 4 };

struct result {
	int number;
	long square;
};

static ar_channel(int) jobs;
static ar_channel(struct result) results;
static ar_atomic_int at_work;

static void *work(void *arg)
{
	ar_channel_each(&jobs, number) {
		struct result result = {number, (long)number * number};
		int error = ar_channel_send(&results, result);
		assert(error == 0);
	}
	/* relaxed: the thread that receives the end of the results has received all of them before */
	if (ar_fetch_sub_relaxed(&at_work, 1) == 1)
		ar_channel_close(&results);
	return arg;
}

int main(void)
{
	int workers = AR_ITERATIONS(MOST_WORKERS, 1), count = AR_ITERATIONS(10000, 1);
	pthread_t threads[MOST_WORKERS];
	long sum = 0, expected = 0;

	assert(ar_channel_init(&jobs, 8, NULL, NULL) == 0);
	assert(ar_channel_init(&results, AR_UNBOUNDED, NULL, NULL) == 0);
	ar_init(&at_work, workers);
	for (int number = 1; number <= count; number++) {
		ar_channel_send(&jobs, number);
		expected += (long)number * number;
		/* One worker more with each of the first jobs. */
		if (number <= workers)
			pthread_create(&threads[number - 1], NULL, work, NULL);
	}
	ar_channel_close(&jobs);
	for (int i = 0; i < workers; i++)
		pthread_join(threads[i], NULL);
	ar_channel_each(&results, result) {
		assert(result.square == (long)result.number * result.number);
		sum += result.square;
	}
	assert(sum == expected);
	ar_channel_destroy(&jobs);
	ar_channel_destroy(&results);
	return 0;
}
