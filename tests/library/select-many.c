/*
 * <acqrel/select.h>, for many threads at once: each sends and receives over channels of all kinds, in the
 * same calls. What goes in comes out, once. Valid C11 and C++17.
 */
#undef NDEBUG
#include <acqrel/check.h>
#include <acqrel/select.h>

#include <assert.h>
#include <pthread.h>

enum { THREADS = 4, CHANNELS = 4 };

typedef ar_channel(long) channel;

static channel channels[CHANNELS];
static ar_atomic(long) sent, received, sum;

/* Sends `count` numbers over whatever channel takes them, and receives what comes meanwhile. */
static void *work(void *arg)
{
	long count = AR_ITERATIONS(20000, 1), in, out = count;

	while (out > 0) {
		/* One in two threads has the channels in another order. */
		int first = arg ? 2 : 0;
		ar_selected got = ar_select(
			AR_NEVER, ar_sending(&channels[first], &out), ar_receiving(&channels[1], &in),
			ar_sending(&channels[1], &out), ar_receiving(&channels[first], &in),
			ar_receiving(&channels[3], &in), ar_sending(&channels[2 - first], &out),
			ar_receiving(&channels[2 - first], &in));
		assert(got.error == 0);
		/* relaxed: all this is looked at when all have been joined */
		if (got.which == 0 || got.which == 2 || got.which == 5) {
			/* relaxed: as above */
			ar_fetch_add_relaxed(&sent, 1);
			/* relaxed: as above */
			ar_fetch_add_relaxed(&sum, out--);
		} else {
			/* relaxed: as above */
			ar_fetch_add_relaxed(&received, 1);
			/* relaxed: as above */
			ar_fetch_sub_relaxed(&sum, in);
		}
	}
	return NULL;
}

/* Takes what the others leave; who has only partners that have gone would wait for good. */
static void *take(void *arg)
{
	bool is_open[CHANNELS] = {true, true, true, true};
	long in;

	for (int left = CHANNELS; left > 0;) {
		ar_selected got = ar_select(AR_NEVER, ar_receiving_if(is_open[0], &channels[0], &in),
		                            ar_receiving_if(is_open[1], &channels[1], &in),
		                            ar_receiving_if(is_open[2], &channels[2], &in),
		                            ar_receiving_if(is_open[3], &channels[3], &in));
		if (got.error) {
			assert(got.error == EPIPE);
			is_open[got.which] = false;
			left--;
			continue;
		}
		/* relaxed: as above */
		ar_fetch_add_relaxed(&received, 1);
		/* relaxed: as above */
		ar_fetch_sub_relaxed(&sum, in);
	}
	return arg;
}

int main(void)
{
	const size_t capacities[CHANNELS] = {0, 1, 0, AR_UNBOUNDED};
	pthread_t threads[THREADS + 1];

	for (int i = 0; i < CHANNELS; i++)
		assert(ar_channel_init(&channels[i], capacities[i], NULL, NULL) == 0);
	pthread_create(&threads[THREADS], NULL, take, NULL);
	for (int i = 0; i < THREADS; i++)
		pthread_create(&threads[i], NULL, work, i % 2 ? &sent : NULL);
	for (int i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	for (int i = 0; i < CHANNELS; i++)
		ar_channel_close(&channels[i]);
	pthread_join(threads[THREADS], NULL);
	/* relaxed: all have been joined */
	assert(ar_load_relaxed(&sent) == ar_load_relaxed(&received) && ar_load_relaxed(&sum) == 0);
	for (int i = 0; i < CHANNELS; i++)
		ar_channel_destroy(&channels[i]);
	return 0;
}
