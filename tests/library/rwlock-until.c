/*
 * <acqrel/rwlock.h>: readers and writers that wait for a limited time beside one that waits for good. Who
 * gets in before the deadline owns the lock; who does not has not changed anything, and nobody sleeps on
 * because of it. IMPATIENT is what the second thread does: read_a_moment or write_a_moment. Valid C11 and
 * C++17.
 */
#undef NDEBUG
#include <acqrel/check.h>
#include <acqrel/rwlock.h>
#include <assert.h>
#include <pthread.h>

#ifndef IMPATIENT
#define IMPATIENT read_a_moment
#endif
#ifndef PATIENT
#define PATIENT write_on
#endif

static ar_rwlock lock;
static long first AR_GUARDED_BY(lock), second AR_GUARDED_BY(lock);
static long written; /* by the impatient thread, which tells main when it ends */

static void write_both(void) AR_REQUIRES(lock)
{
	first++;
	second++;
}

__attribute__((unused)) static void *read_a_moment(void *arg)
{
	for (int i = 0; i < AR_ITERATIONS(100000, 1); i++) {
		if (!ar_rwlock_read_lock_until(&lock, ar_after(20 * AR_MICROSECOND)))
			continue;
		assert(first == second);
		ar_rwlock_read_unlock(&lock);
	}
	return arg;
}

__attribute__((unused)) static void *write_a_moment(void *arg)
{
	for (int i = 0; i < AR_ITERATIONS(100000, 1); i++) {
		if (!ar_rwlock_write_lock_until(&lock, ar_after(20 * AR_MICROSECOND)))
			continue;
		write_both();
		written++;
		ar_rwlock_write_unlock(&lock);
	}
	return arg;
}

__attribute__((unused)) static void *write_on(void *arg)
{
	for (int i = 0; i < AR_ITERATIONS(100000, 1); i++) {
		if (!ar_rwlock_write_lock_until(&lock, AR_NEVER))
			abort();
		write_both();
		ar_rwlock_write_unlock(&lock);
	}
	return arg;
}

__attribute__((unused)) static void *read_on(void *arg)
{
	for (int i = 0; i < AR_ITERATIONS(100000, 1); i++) {
		ar_rwlock_read_lock(&lock);
		assert(first == second);
		ar_rwlock_read_unlock(&lock);
	}
	return arg;
}

static void deadlines_in_the_past(void) AR_NO_THREAD_SAFETY
{
	assert(ar_rwlock_read_lock_until(&lock, 0)); /* free: taken all the same */
	assert(ar_rwlock_read_lock_until(&lock, 0));
	assert(!ar_rwlock_write_lock_until(&lock, 0));
	assert(ar_rwlock_try_read_lock(&lock)); /* a writer that has given up keeps nobody out */
	ar_rwlock_read_unlock(&lock);
	ar_rwlock_read_unlock(&lock);
	ar_rwlock_read_unlock(&lock);
	assert(ar_rwlock_write_lock_until(&lock, 0));
	assert(!ar_rwlock_write_lock_until(&lock, 0));
	assert(!ar_rwlock_read_lock_until(&lock, 0));
	const ar_time before = ar_now();
	assert(!ar_rwlock_read_lock_until(&lock, before + AR_MILLISECOND));
	assert(ar_now() >= before + AR_MILLISECOND);
	ar_rwlock_write_unlock(&lock);
	assert(ar_rwlock_try_write_lock(&lock)); /* as it was */
	ar_rwlock_write_unlock(&lock);
}

int main(void)
{
	pthread_t patient, impatient;

	pthread_create(&patient, NULL, PATIENT, NULL);
	pthread_create(&impatient, NULL, IMPATIENT, NULL);
#ifdef THIRD
	THIRD(NULL);
#endif
	pthread_join(patient, NULL);
	pthread_join(impatient, NULL);
	deadlines_in_the_past();
	ar_rwlock_read_lock(&lock);
	assert(first == second && first >= written);
	ar_rwlock_read_unlock(&lock);
	return 0;
}
