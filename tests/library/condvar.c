/*
 * One thread makes items for all others to take, who wait for them by condition variable. Nothing gets lost,
 * nobody sleeps for ever, and without a loop around the wait nobody would return too early, either.
 */
#undef NDEBUG
#include <acqrel/check.h>
#include <acqrel/condvar.h>

#include <assert.h>
#include <pthread.h>

#ifndef THREADS
#define THREADS 2
#endif
#ifndef NOTIFY_LOCKED
#define NOTIFY_LOCKED 0 /* is the mutex held when notifying? */
#endif

static ar_mutex lock;
static ar_condvar changed;
static int items AR_GUARDED_BY(lock), taken AR_GUARDED_BY(lock);

static void *take(void *arg)
{
	int turns = AR_ITERATIONS(100000, 1);

	for (int i = 0; i < turns; i++) {
		AR_LOCKED(&lock) {
			while (items == 0)
				ar_condvar_wait(&changed, &lock);
			items--;
			taken++;
		}
	}
	return arg;
}

static void *make(void *arg)
{
	int turns = (THREADS - 1) * AR_ITERATIONS(100000, 1);

	for (int i = 0; i < turns; i++) {
		ar_mutex_lock(&lock);
		items++;
		if (NOTIFY_LOCKED)
			ar_condvar_notify_one(&changed);
		ar_mutex_unlock(&lock);
		if (!NOTIFY_LOCKED)
			ar_condvar_notify_one(&changed);
	}
	return arg;
}

int main(void)
{
	pthread_t threads[THREADS];

	for (int i = 0; i < THREADS; i++)
		pthread_create(&threads[i], NULL, i == 0 ? make : take, NULL);
	for (int i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	AR_LOCKED(&lock) {
		assert(items == 0 && taken == (THREADS - 1) * AR_ITERATIONS(100000, 1));
	}
	return 0;
}
