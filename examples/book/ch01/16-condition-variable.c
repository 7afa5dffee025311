/*
 * A condition variable: as with parking, but who waits need not be known, and may be many.
 *
 * Comes out: all items, in order.
 *
 * Rust Atomics and Locks, chapter 1, condition variables.
 */
#include <acqrel/check.h>
#include <acqrel/thread.h>

#include <assert.h>
#include <pthread.h>

enum { ITEMS = 100 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t not_empty = PTHREAD_COND_INITIALIZER;
static int items[ITEMS], count, taken;

static void *consume(void *arg)
{
	for (int expected = 0; expected < AR_ITERATIONS(ITEMS, 2); expected++) {
		pthread_mutex_lock(&lock);
		while (taken == count)
			pthread_cond_wait(&not_empty, &lock);
		assert(items[taken] == expected);
		taken++;
		pthread_mutex_unlock(&lock);
	}
	return arg;
}

int main(void)
{
	AR_THREAD_SCOPE(s) {
		ar_scope_spawn(&s, consume, NULL);
		for (int i = 0; i < AR_ITERATIONS(ITEMS, 2); i++) {
			pthread_mutex_lock(&lock);
			items[count++] = i;
			pthread_mutex_unlock(&lock);
			pthread_cond_signal(&not_empty);
		}
	}
	return 0;
}
