/*
 * <acqrel/mutex.h>: one thread locks, the other waits for a limited time. Who gets in before the deadline owns
 * the mutex; who does not has not changed anything, and nobody sleeps on because of it. Valid C11 and C++17.
 */
#undef NDEBUG
#include <acqrel/check.h>
#include <acqrel/mutex.h>
#include <assert.h>
#include <pthread.h>

static ar_mutex lock;
static long counter AR_GUARDED_BY(lock);
static long got_in; /* the impatient thread's own */

static void *wait_for_it(void *arg)
{
	for (int i = 0; i < AR_ITERATIONS(200000, 1); i++) {
		if (!ar_mutex_lock_until(&lock, AR_NEVER))
			abort();
		counter++;
		ar_mutex_unlock(&lock);
	}
	return arg;
}

static void *wait_a_moment(void *arg)
{
	for (int i = 0; i < AR_ITERATIONS(200000, 1); i++) {
		if (!ar_mutex_lock_until(&lock, ar_after(20 * AR_MICROSECOND)))
			continue;
		counter++;
		got_in++;
		ar_mutex_unlock(&lock);
	}
	return arg;
}

static void a_deadline_in_the_past(void) AR_NO_THREAD_SAFETY
{
	assert(ar_mutex_lock_until(&lock, 0)); /* free: taken all the same */
	assert(!ar_mutex_lock_until(&lock, 0));
	const ar_time before = ar_now();
	assert(!ar_mutex_lock_until(&lock, before + AR_MILLISECOND));
	assert(ar_now() >= before + AR_MILLISECOND);
	ar_mutex_unlock(&lock);
}

int main(void)
{
	pthread_t patient, impatient;

	pthread_create(&patient, NULL, wait_for_it, NULL);
	pthread_create(&impatient, NULL, wait_a_moment, NULL);
	pthread_join(patient, NULL);
	pthread_join(impatient, NULL);
	a_deadline_in_the_past();
	ar_mutex_lock(&lock);
	assert(counter == got_in + AR_ITERATIONS(200000, 1));
	ar_mutex_unlock(&lock);
	return 0;
}
