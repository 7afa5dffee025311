/*
 * <acqrel/mutex.h>, recursive_mutex.h, robust_mutex.h (which_mutex.h): some threads lock, another waits for a
 * limited time. Who gets in before the deadline owns the mutex; who does not has not changed anything, and
 * nobody sleeps on because of it. Valid C11 and C++17.
 */
#undef NDEBUG
#include "which_mutex.h"

#include <acqrel/check.h>
#include <assert.h>
#include <pthread.h>

#ifndef PATIENT
#define PATIENT 1 /* threads that wait as long as it takes */
#endif

static MUTEX lock;
static long counter AR_GUARDED_BY(lock);
static long got_in; /* the impatient thread's own */

static void *wait_for_it(void *arg)
{
	for (int i = 0; i < AR_ITERATIONS(200000, 1); i++) {
		if (!LOCK_UNTIL(&lock, AR_NEVER))
			abort();
		counter++;
		UNLOCK(&lock);
	}
	return arg;
}

static void *wait_a_moment(void *arg)
{
	for (int i = 0; i < AR_ITERATIONS(200000, 1); i++) {
		if (!LOCK_UNTIL(&lock, ar_after(20 * AR_MICROSECOND)))
			continue;
		counter++;
		got_in++;
		UNLOCK(&lock);
	}
	return arg;
}

static void a_deadline_in_the_past(void) AR_NO_THREAD_SAFETY
{
	assert(LOCK_UNTIL(&lock, 0)); /* free: taken all the same */
#ifndef RECURSIVE                     /* which the owner may lock again */
	assert(!LOCK_UNTIL(&lock, 0));
	const ar_time before = ar_now();
	assert(!LOCK_UNTIL(&lock, before + AR_MILLISECOND));
	assert(ar_now() >= before + AR_MILLISECOND);
#endif
	UNLOCK(&lock);
}

int main(void)
{
	pthread_t patient[PATIENT], impatient;

	for (int i = 0; i < PATIENT; i++)
		pthread_create(&patient[i], NULL, wait_for_it, NULL);
	pthread_create(&impatient, NULL, wait_a_moment, NULL);
	for (int i = 0; i < PATIENT; i++)
		pthread_join(patient[i], NULL);
	pthread_join(impatient, NULL);
	a_deadline_in_the_past();
	LOCK(&lock);
	assert(counter == got_in + PATIENT * AR_ITERATIONS(200000, 1));
	UNLOCK(&lock);
	return 0;
}
