/*
 * Two threads take turns: a binary semaphore each, which the other posts. It is one word, and posting it twice is no more than
 * once.
 */
#undef NDEBUG
#include <acqrel/check.h>
#include <acqrel/semaphore.h>

#include <assert.h>
#include <pthread.h>

static ar_binary_semaphore ping, pong;
static int hits;

static void *answer(void *arg)
{
	for (int i = 0; i < AR_ITERATIONS(10000, 2); i++) {
		ar_binary_semaphore_wait(&ping);
		assert(hits++ == 2 * i + 1);
		ar_binary_semaphore_post(&pong);
	}
	return arg;
}

int main(void)
{
	pthread_t other;

	pthread_create(&other, NULL, answer, NULL);
	for (int i = 0; i < AR_ITERATIONS(10000, 2); i++) {
		assert(hits++ == 2 * i);
		ar_binary_semaphore_post(&ping);
		ar_binary_semaphore_wait(&pong);
	}
	pthread_join(other, NULL);
	ar_binary_semaphore_post(&ping);
	ar_binary_semaphore_post(&ping);
	assert(ar_binary_semaphore_try_wait(&ping) && !ar_binary_semaphore_try_wait(&ping));
	return 0;
}
