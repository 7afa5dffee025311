/*
 * The condition variable of simple-condvar.h at work: every item made is taken, and no thread sleeps for ever.
 */
#undef NDEBUG
#include "simple-condvar.h"

#include <acqrel/check.h>
#include <assert.h>
#include <pthread.h>

static three_state_mutex mutex;
static simple_condvar changed;
static int items;

static void *make(void *arg)
{
	for (int i = 0; i < AR_ITERATIONS(100000, 1); i++) {
		three_state_mutex_lock(&mutex);
		items++;
		three_state_mutex_unlock(&mutex);
		simple_condvar_notify_one(&changed);
	}
	return arg;
}

int main(void)
{
	pthread_t maker;

	pthread_create(&maker, NULL, make, NULL);
	for (int i = 0; i < AR_ITERATIONS(100000, 1); i++) {
		three_state_mutex_lock(&mutex);
		while (items == 0)
			simple_condvar_wait(&changed, &mutex);
		items--;
		three_state_mutex_unlock(&mutex);
	}
	pthread_join(maker, NULL);
	assert(items == 0);
	simple_condvar_notify_all(&changed);
	return 0;
}
