/*
 * A reader-writer lock: many read at once, one writes alone. The value is inside the lock, and readers get it const. A writer
 * gets its turn however many readers there are: those that come after it wait.
 *
 * Comes out: no reader sees a pair of which one half has been changed.
 *
 * Rust Atomics and Locks, chapter 1, reader-writer locks.
 */
#include <acqrel/check.h>
#include <acqrel/rwlock.h>
#include <acqrel/thread.h>

#include <assert.h>

struct temperature {
	int celsius, fahrenheit;
};

static ar_rw_guarded(struct temperature) outside = AR_RW_GUARDED_INIT({0, 32});

static void *write(void *arg)
{
	for (int i = 1; i <= AR_ITERATIONS(1000, 1); i++) {
		AR_WRITE_GUARDED(t, &outside) {
			t->celsius = 5 * i;
			t->fahrenheit = 9 * i + 32;
		}
	}
	return arg;
}

static void *read(void *arg)
{
	for (int i = 0; i < AR_ITERATIONS(1000, 1); i++) {
		AR_READ_GUARDED(t, &outside) {
			assert(t->celsius * 9 == (t->fahrenheit - 32) * 5);
		}
	}
	return arg;
}

int main(void)
{
	AR_THREAD_SCOPE(s) {
		ar_scope_spawn(&s, write, NULL);
		for (int i = 0; i < AR_ITERATIONS(3, 1); i++)
			ar_scope_spawn(&s, read, NULL);
	}
	return 0;
}
