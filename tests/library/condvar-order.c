/*
 * Two threads pass a ball with waits that have no loop around them. It works because a notification goes to
 * who waits already, not to the notifier that begins to wait after it, and because nobody wakes up unasked.
 */
#undef NDEBUG
#include <acqrel/check.h>
#include <acqrel/condvar.h>

#include <assert.h>
#include <pthread.h>

static ar_mutex lock;
static ar_condvar passed;
static int holder AR_GUARDED_BY(lock);

/* Waits to be notified by the other one, and passes the ball back. */
static void *play(void *arg)
{
	int turns = AR_ITERATIONS(100000, 1);

	AR_LOCKED(&lock) {
		holder = 1;
		ar_condvar_notify_one(&passed);
		for (int i = 0; i < turns; i++) {
			ar_condvar_wait(&passed, &lock);
			assert(holder == 0);
			holder = 1;
			ar_condvar_notify_one(&passed);
		}
	}
	return arg;
}

int main(void)
{
	pthread_t other;
	int turns = AR_ITERATIONS(100000, 1);

	AR_LOCKED(&lock) {
		pthread_create(&other, NULL, play, NULL);
		for (int i = 0; i < turns; i++) {
			ar_condvar_wait(&passed, &lock);
			assert(holder == 1);
			holder = 0;
			ar_condvar_notify_one(&passed);
		}
		ar_condvar_wait(&passed, &lock);
		assert(holder == 1);
	}
	pthread_join(other, NULL);
	return 0;
}
