/*
 * A reader-writer lock: many read at once, one writes alone.
 *
 * Comes out: no reader sees a pair of which one half has been changed.
 *
 * Rust Atomics and Locks, chapter 1, reader-writer locks.
 */
#include <acqrel/check.h>
#include <acqrel/thread.h>

#include <assert.h>
#include <pthread.h>

static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
static int celsius = 0, fahrenheit = 32;

static void *write(void *arg)
{
	for (int i = 1; i <= AR_ITERATIONS(1000, 1); i++) {
		pthread_rwlock_wrlock(&lock);
		celsius = 5 * i;
		fahrenheit = 9 * i + 32;
		pthread_rwlock_unlock(&lock);
	}
	return arg;
}

static void *read(void *arg)
{
	for (int i = 0; i < AR_ITERATIONS(1000, 1); i++) {
		pthread_rwlock_rdlock(&lock);
		assert(celsius * 9 == (fahrenheit - 32) * 5);
		pthread_rwlock_unlock(&lock);
	}
	return arg;
}

int main(void)
{
	AR_THREAD_SCOPE(s) {
		ar_scope_spawn(&s, write, NULL);
		ar_scope_spawn(&s, read, NULL);
		ar_scope_spawn(&s, read, NULL);
	}
	return 0;
}
