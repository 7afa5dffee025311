/* Threads add to plain variables under a mutex: by lock, by try and by deadline. Nothing may get lost. */
#undef NDEBUG
#include <acqrel/check.h>
#include <acqrel/mutex.h>

#include <assert.h>
#include <pthread.h>

#ifndef THREADS
#define THREADS 2
#endif

static ar_mutex lock = AR_MUTEX_INIT;
static long total AR_GUARDED_BY(lock);

static void add(void)
{
	AR_LOCKED(&lock) {
		total++;
	}
}

static void *work(void *arg)
{
	int turns = AR_ITERATIONS(100000, 1);

	for (int i = 0; i < turns; i++)
		add();
	return arg;
}

int main(void)
{
	pthread_t threads[THREADS];

	for (int i = 0; i < THREADS; i++)
		pthread_create(&threads[i], NULL, work, NULL);
	for (int i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	ar_mutex_lock(&lock);
	assert(total == THREADS * AR_ITERATIONS(100000, 1));
	ar_mutex_unlock(&lock);
	return 0;
}
