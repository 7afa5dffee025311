/*
 * <acqrel/rwlock.h>: who gets in by trying has the lock as much as who waited for it, a writer that steps
 * down to reading keeps other writers out, and what it wrote is seen by those that read beside it. Valid C11
 * and C++17.
 */
#undef NDEBUG
#include <acqrel/check.h>
#include <acqrel/rwlock.h>
#include <assert.h>
#include <pthread.h>

static ar_rwlock lock;
static long first AR_GUARDED_BY(lock), second AR_GUARDED_BY(lock);
static long written, read_at; /* each of one thread */

static void *write_and_read(void *arg)
{
	for (int i = 0; i < AR_ITERATIONS(100000, 1); i++) {
		ar_rwlock_write_lock(&lock);
		first++;
		second++;
		ar_rwlock_downgrade(&lock);
		assert(first == second);
		ar_rwlock_read_unlock(&lock);
	}
	return arg;
}

static void *try_to_write(void *arg)
{
	for (int i = 0; i < AR_ITERATIONS(100000, 1); i++) {
		if (!ar_rwlock_try_write_lock(&lock))
			continue;
		first++;
		second++;
		written++;
		ar_rwlock_write_unlock(&lock);
	}
	return arg;
}

static void try_to_read(void)
{
	for (int i = 0; i < AR_ITERATIONS(100000, 1); i++) {
		if (!ar_rwlock_try_read_lock(&lock))
			continue;
		assert(first == second && first >= read_at);
		read_at = first;
		ar_rwlock_read_unlock(&lock);
	}
}

static void who_keeps_out_whom(void) AR_NO_THREAD_SAFETY
{
	assert(ar_rwlock_try_read_lock(&lock) && ar_rwlock_try_read_lock(&lock));
	assert(!ar_rwlock_try_write_lock(&lock));
	ar_rwlock_read_unlock(&lock);
	assert(!ar_rwlock_try_write_lock(&lock));
	ar_rwlock_read_unlock(&lock);
	assert(ar_rwlock_try_write_lock(&lock));
	assert(!ar_rwlock_try_write_lock(&lock) && !ar_rwlock_try_read_lock(&lock));
	ar_rwlock_downgrade(&lock);
	assert(!ar_rwlock_try_write_lock(&lock) && ar_rwlock_try_read_lock(&lock));
	ar_rwlock_read_unlock(&lock);
	ar_rwlock_read_unlock(&lock);
}

int main(void)
{
	pthread_t downgrading, trying;

	who_keeps_out_whom();
	pthread_create(&downgrading, NULL, write_and_read, NULL);
	pthread_create(&trying, NULL, try_to_write, NULL);
	try_to_read();
	pthread_join(downgrading, NULL);
	pthread_join(trying, NULL);
	ar_rwlock_write_lock(&lock);
	assert(first == written + AR_ITERATIONS(100000, 1));
	ar_rwlock_write_unlock(&lock);
	return 0;
}
