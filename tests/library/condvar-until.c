/*
 * Threads wait until a deadline and are notified at about that time. A notification counts if and only if the
 * wait says so, and the queue is right afterwards whoever left it in whatever way.
 */
#undef NDEBUG
#include <acqrel/check.h>
#include <acqrel/condvar.h>

#include <assert.h>
#include <pthread.h>

#ifndef THREADS
#define THREADS 2
#endif

static ar_mutex lock;
static ar_condvar changed;
static int told AR_GUARDED_BY(lock), waiting AR_GUARDED_BY(lock), notified AR_GUARDED_BY(lock);

static void *wait_for_news(void *arg)
{
	int turns = AR_ITERATIONS(10000, 1);

	for (int i = 0; i < turns; i++) {
		ar_time deadline = ar_after((uint64_t)(i % 20) * AR_MICROSECOND + 1);
		AR_LOCKED(&lock) {
			waiting++;
			told += ar_condvar_wait_until(&changed, &lock, deadline);
			waiting--;
		}
	}
	return arg;
}

static void *notify(void *arg)
{
	int turns = AR_ITERATIONS(10000, 1);

	for (int i = 0; i < turns; i++) {
		AR_LOCKED(&lock) {
			if (waiting > 0)
				notified++;
			ar_condvar_notify_one(&changed);
		}
	}
	return arg;
}

int main(void)
{
	pthread_t threads[THREADS];

	for (int i = 0; i < THREADS; i++)
		pthread_create(&threads[i], NULL, i == 0 ? notify : wait_for_news, NULL);
	for (int i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	AR_LOCKED(&lock) {
		/* Fewer if somebody had left the queue, but not got the mutex yet, when it was counted. */
		assert(told <= notified);
		if (!ar_checking()) {
			ar_time deadline = ar_after(2 * AR_MILLISECOND);
			assert(!ar_condvar_wait_until(&changed, &lock, deadline) && ar_now() >= deadline);
		}
	}
	return 0;
}
