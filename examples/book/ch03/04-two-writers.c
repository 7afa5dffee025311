/*
 * Two writers, one adding 5 and one adding 10: X goes through 0, 5, 15 or through 0, 10, 15. Which of them is open,
 * but in one run it is the same for everybody.
 *
 * Comes out: three values of one of the two, in order, so never a 5 and a 10 in one run.
 *
 * Rust Atomics and Locks, chapter 3, total modification order.
 */
#include "../outcome.h"

#include <acqrel/atomic.h>
#include <acqrel/thread.h>

static ar_atomic_int x;

static void *add(void *arg)
{
	/* relaxed: what the program shows */
	ar_fetch_add_relaxed(&x, *(int *)arg);
	return arg;
}

static void *read(void *arg)
{
	/* relaxed: as above */
	int a = ar_load_relaxed(&x);
	/* relaxed: as above */
	int b = ar_load_relaxed(&x);
	/* relaxed: as above */
	int c = ar_load_relaxed(&x);

	outcome("%d %d %d", a, b, c);
	return arg;
}

int main(void)
{
	int five = 5, ten = 10;

	AR_THREAD_SCOPE(s) {
		ar_scope_spawn(&s, add, &five);
		ar_scope_spawn(&s, add, &ten);
		ar_scope_spawn(&s, read, NULL);
	}
	return 0;
}
