/*
 * <acqrel/channel.h>, unbounded: three threads empty a block, and whoever is the last to read there frees it,
 * after all the others. To be compiled with blocks of three messages, together with the library's sources,
 * else they would have to empty one of 31. Valid C11 and C++17.
 */
#undef NDEBUG
#include <acqrel/channel.h>
#include <acqrel/check.h>

#include <assert.h>
#include <pthread.h>

enum { COUNT = 3 };

typedef ar_channel(int) channel;

static channel numbers;

static void *receive(void *arg)
{
	int n;

	assert(ar_channel_receive(&numbers, &n) == 0 && n >= 0 && n < COUNT);
	return arg;
}

int main(void)
{
	for (int i = AR_ITERATIONS(1000, 1); i > 0; i--) {
		pthread_t threads[COUNT - 1];

		assert(ar_channel_init(&numbers, AR_UNBOUNDED, NULL, NULL) == 0);
		/*
		 * As many before, which are received at once: the channel keeps the first block that is free.
		 */
		for (int n = 0; n < 2 * COUNT; n++)
			assert(ar_channel_send(&numbers, n % COUNT) == 0);
		for (int n = 0; n < COUNT; n++)
			receive(NULL);
		for (int t = 0; t < COUNT - 1; t++)
			pthread_create(&threads[t], NULL, receive, NULL);
		receive(NULL);
		for (int t = 0; t < COUNT - 1; t++)
			pthread_join(threads[t], NULL);
		ar_channel_destroy(&numbers);
	}
	return 0;
}
