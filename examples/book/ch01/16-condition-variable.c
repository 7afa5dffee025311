/*
 * Condition variables: as with parking, but who waits need not be known, and may be many. An item wakes one consumer, the
 * end of them wakes all. With IMPATIENT a consumer that has waited for too long goes home, too.
 *
 * Comes out: each item is taken once, and all consumers go home.
 *
 * Rust Atomics and Locks, chapter 1, condition variables.
 */
#include <acqrel/check.h>
#include <acqrel/condvar.h>
#include <acqrel/thread.h>

#include <assert.h>

enum { ITEMS = 100 };

static ar_mutex lock;
static ar_condvar changed;
static int items[ITEMS], count, taken, sum;
static bool closed;

static bool wait_for_change(void)
{
#ifdef IMPATIENT
	return ar_condvar_wait_until(&changed, &lock, ar_after(100 * AR_MICROSECOND));
#else
	ar_condvar_wait(&changed, &lock);
	return true;
#endif
}

static void *consume(void *arg)
{
	AR_LOCKED(&lock) {
		while (taken < count || (!closed && wait_for_change())) {
			if (taken < count)
				sum += items[taken++];
		}
	}
	return arg;
}

int main(void)
{
	const int n = AR_ITERATIONS(ITEMS, 1);

	AR_THREAD_SCOPE(s) {
		for (int i = 0; i < AR_ITERATIONS(3, 1); i++)
			ar_scope_spawn(&s, consume, NULL);
		for (int i = 0; i < n; i++) {
			AR_LOCKED(&lock)
				items[count++] = i + 1;
			ar_condvar_notify_one(&changed);
		}
		AR_LOCKED(&lock)
			closed = true;
		ar_condvar_notify_all(&changed);
	}
	consume(NULL); /* what the impatient have left */
	assert(taken == n && sum == n * (n + 1) / 2);
	return 0;
}
