/*
 * No more than two of many threads are at work at the same time: a semaphore with two permits, in one word
 * that the threads also sleep on.
 */
#undef NDEBUG
#include <acqrel/check.h>
#include <acqrel/semaphore.h>

#include <assert.h>
#include <pthread.h>

#define MOST 2

static ar_semaphore places = AR_SEMAPHORE_INIT(MOST);
static ar_atomic_int inside;

static void *work(void *arg)
{
	for (int i = 0; i < AR_ITERATIONS(10000, 1); i++) {
		ar_semaphore_wait(&places);
		/* relaxed: only how many there are */
		assert(ar_fetch_add_relaxed(&inside, 1) < MOST);
		/* relaxed: as above */
		ar_fetch_sub_relaxed(&inside, 1);
		ar_semaphore_post(&places);
	}
	return arg;
}

int main(void)
{
	pthread_t threads[8];
	int n = AR_ITERATIONS(8, 2);

	for (int i = 0; i < n; i++)
		pthread_create(&threads[i], NULL, work, NULL);
	work(NULL);
	for (int i = 0; i < n; i++)
		pthread_join(threads[i], NULL);
	assert(ar_semaphore_count(&places) == MOST);
	return 0;
}
