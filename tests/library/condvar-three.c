/*
 * Two threads wait, and a third lets both go, in one way or another. Each thread is created by the one
 * before, when that is about to wait: so the checker has all ways of being notified to explore, but not all
 * ways of coming.
 */
#undef NDEBUG
#include <acqrel/check.h>
#include <acqrel/condvar.h>

#include <assert.h>
#include <pthread.h>

#ifndef ALL
#define ALL 1 /* notify_all, or notify_one twice? */
#endif
#ifndef NOTIFY_LOCKED
#define NOTIFY_LOCKED 0 /* is the mutex held when notifying? */
#endif

#ifndef AGAIN
#define AGAIN 0 /* does the second wait once more, for no time at all, where on the stack it waited before? */
#endif

static ar_mutex lock;
static ar_condvar changed;
static int notified AR_GUARDED_BY(lock), went AR_GUARDED_BY(lock);

static void *notify(void *arg)
{
	ar_mutex_lock(&lock);
	notified = 1;
	if (!NOTIFY_LOCKED)
		ar_mutex_unlock(&lock);
	if (ALL) {
		ar_condvar_notify_all(&changed);
	} else {
		ar_condvar_notify_one(&changed);
		ar_condvar_notify_one(&changed);
	}
	if (NOTIFY_LOCKED)
		ar_mutex_unlock(&lock);
	return arg;
}

static void wait_and_have(void *(*next)(void *), bool again)
{
	pthread_t thread;

	AR_LOCKED(&lock) {
		pthread_create(&thread, NULL, next, NULL);
		ar_condvar_wait(&changed, &lock);
		assert(notified);
		went++;
		if (again)
			assert(!ar_condvar_wait_until(&changed, &lock, 0));
	}
	pthread_join(thread, NULL);
}

static void *wait_second(void *arg)
{
	wait_and_have(notify, AGAIN);
	return arg;
}

int main(void)
{
	int turns = AR_ITERATIONS(5000, 1);

	for (int i = 0; i < turns; i++) {
		AR_LOCKED(&lock) {
			notified = 0;
		}
		wait_and_have(wait_second, false);
		AR_LOCKED(&lock) {
			assert(went == 2 * (i + 1));
		}
	}
	return 0;
}
