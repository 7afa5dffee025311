/*
 * Two workers and two jobs over channels: with the library's own steps nobody would see the end of it.
 *
 * expect: ok 24
 * report: calls of these were taken as the steps that they are specified to be
 * report: ar_channel
 */
#undef NDEBUG
#include <acqrel/channel.h>
#include <assert.h>
#include <pthread.h>

typedef ar_channel(int) numbers;

static numbers jobs, results;

static void *worker(void *arg)
{
	ar_channel_each(&jobs, n)
		ar_channel_send(&results, 2 * n);
	return arg;
}

int main(void)
{
	pthread_t threads[2];
	int sum = 0, n;

	if (ar_channel_init(&jobs, 1, NULL, NULL) || ar_channel_init(&results, AR_UNBOUNDED, NULL, NULL))
		return 0;
	for (int i = 0; i < 2; i++)
		pthread_create(&threads[i], NULL, worker, NULL);
	for (int i = 1; i <= 2; i++)
		ar_channel_send(&jobs, i);
	ar_channel_close(&jobs);
	for (int i = 0; i < 2; i++) {
		assert(ar_channel_receive(&results, &n) == 0);
		sum += n;
	}
	for (int i = 0; i < 2; i++)
		pthread_join(threads[i], NULL);
	assert(sum == 6);
	ar_channel_destroy(&jobs);
	ar_channel_destroy(&results);
}
