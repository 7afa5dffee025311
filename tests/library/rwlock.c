/*
 * <acqrel/rwlock.h>: writers add to two numbers, readers find them equal. READERS and WRITERS are the threads
 * of each kind; the main thread looks at the end. With DOWNGRADE, writers read what they wrote before they
 * let go. Valid C11 and C++17.
 */
#undef NDEBUG
#include <acqrel/check.h>
#include <acqrel/rwlock.h>
#include <assert.h>
#include <pthread.h>

#ifndef READERS
#define READERS 1
#define WRITERS 1
#endif

static ar_rwlock lock = AR_RWLOCK_INIT;
static long first AR_GUARDED_BY(lock), second AR_GUARDED_BY(lock);

static void *read_on(void *arg)
{
	for (int i = 0; i < AR_ITERATIONS(100000, 1); i++) {
		ar_rwlock_read_lock(&lock);
		assert(first == second);
		ar_rwlock_read_unlock(&lock);
	}
	return arg;
}

static void *write_on(void *arg)
{
	for (int i = 0; i < AR_ITERATIONS(100000, 1); i++) {
		ar_rwlock_write_lock(&lock);
		first++;
		second++;
#ifdef DOWNGRADE
		ar_rwlock_downgrade(&lock);
		assert(first == second);
		ar_rwlock_read_unlock(&lock);
#else
		ar_rwlock_write_unlock(&lock);
#endif
	}
	return arg;
}

int main(void)
{
	pthread_t threads[READERS + WRITERS];

	for (int i = 0; i < READERS + WRITERS; i++)
		pthread_create(&threads[i], NULL, i < READERS ? read_on : write_on, NULL);
	for (int i = 0; i < READERS + WRITERS; i++)
		pthread_join(threads[i], NULL);
	ar_rwlock_read_lock(&lock);
	assert(first == WRITERS * AR_ITERATIONS(100000L, 1L));
	ar_rwlock_read_unlock(&lock);
	return 0;
}
