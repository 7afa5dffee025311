/* The mutex of spinning-mutex.h at work: no addition gets lost, and no thread sleeps for ever. */
#undef NDEBUG
#include "spinning-mutex.h"

#include <acqrel/check.h>
#include <assert.h>
#include <pthread.h>

static spinning_mutex mutex;
static long counter;

static void *count(void *arg)
{
	for (int i = 0; i < AR_ITERATIONS(250000, 1); i++) {
		spinning_mutex_lock(&mutex);
		counter++;
		spinning_mutex_unlock(&mutex);
	}
	return arg;
}

int main(void)
{
	pthread_t threads[3];
	int n = AR_ITERATIONS(3, 2);

	for (int i = 0; i < n; i++)
		pthread_create(&threads[i], NULL, count, NULL);
	count(NULL);
	for (int i = 0; i < n; i++)
		pthread_join(threads[i], NULL);
	assert(counter == (n + 1) * AR_ITERATIONS(250000L, 1L));
	return 0;
}
