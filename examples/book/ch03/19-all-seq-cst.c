/*
 * WRONG although every operation is seq_cst: an order says when others see a change, not that nothing comes between two
 * operations. The limit is looked at, and then the tickets are counted up; two threads may both find one ticket left.
 *
 * Comes out: the checker finds three tickets sold of two. With -DONE_OPERATION, a compare-exchange: never more than two,
 * and relaxed is enough.
 *
 * Rust Atomics and Locks, chapter 3, common misconceptions.
 */
#include <acqrel/atomic.h>
#include <acqrel/thread.h>

#include <assert.h>

enum { TICKETS = 2 };

static ar_atomic_int sold = AR_ATOMIC_INIT(1);

static void *buy(void *arg)
{
#ifdef ONE_OPERATION
	/* relaxed: the number is all there is */
	int n = ar_load_relaxed(&sold);

	/* relaxed: as above */
	while (n < TICKETS && !ar_cas_weak_relaxed_relaxed(&sold, &n, n + 1))
		;
#else
	/* seq_cst: WRONG not for its order; another thread may buy before the next line */
	if (ar_load_seq_cst(&sold) < TICKETS) {
		/* seq_cst: as above */
		ar_fetch_add_seq_cst(&sold, 1);
	}
#endif
	return arg;
}

int main(void)
{
	AR_THREAD_SCOPE(s) {
		ar_scope_spawn(&s, buy, NULL);
		ar_scope_spawn(&s, buy, NULL);
	}
	/* relaxed: alone */
	assert(ar_load_relaxed(&sold) <= TICKETS);
	return 0;
}
