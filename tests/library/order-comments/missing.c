/* For the test of order_comments: it must complain about the lines marked "missing", and no others. */
#include <acqrel/atomic.h>
#include <stdatomic.h>

static atomic_int x;
static ar_atomic_int y;

int fine(memory_order any)
{
	int seen = 0;

	/* relaxed: only the number matters */
	atomic_fetch_add_explicit(&x, 1, memory_order_relaxed);
	/* seq_cst: an operation without explicit order is that */
	x += atomic_load(&x);
	/*
	 * release: pairs with the acquire of somebody; else that one may miss what we wrote. A reason may
	 * take two lines.
	 */
	ar_store_release(&y, 1);
	// acquire: a comment of the other kind,
	// in two lines
	ar_fence_acquire();
	/* acq_rel, or acquire on failure: both are named */
	if (ar_cas_strong_acq_rel_acquire(&y, &seen, 1))
		return 1;
	/* relaxed: the order of this one is the caller's, so any will do */
	atomic_store_explicit(&x, 1, any);
	/* acquire: the builtins too */
	seen = __atomic_load_n(&seen, __ATOMIC_ACQUIRE);
	atomic_init(&x, 1);
	ar_init(&y, 2);
	seen += sizeof("atomic_load(&x)"); /* atomic_load(&x) */
	/* release, acquire: two operations on one line */
	ar_store_release(&y, ar_load_acquire(&y));
	return seen;
}

/* order comments: off */
#define MY_LOAD(p) atomic_load_explicit(p, memory_order_relaxed)
/* order comments: on */

#define MY_STORE(p, v)                                          \
	do {                                                    \
		/* release: in a macro as well */               \
		atomic_store_explicit(p, v, memory_order_release); \
	} while (0)

int wrong(void)
{
	int seen = 0;

	ar_store_release(&y, 1); // missing
	/* this comment is about something else */
	atomic_store(&x, 1); // missing
	/* relaxed: names another order than the code */
	seen += ar_load_acquire(&y); // missing
	/* release: too far away */

	ar_fence_release(); // missing
	seen++; /* relaxed: not alone on its line */
	ar_store_relaxed(&y, 1); // missing
	/* acquire: */
	atomic_thread_fence(memory_order_acquire); // missing
	/* acq_rel: the order of the failure is not named */
	if (ar_cas_weak_acq_rel_acquire(&y, &seen, 2)) // missing
		return 1;
	/* relaxed: one comment is not for two lines */
	ar_store_relaxed(&y, 1);
	ar_fetch_max_relaxed(&y, 1); // missing
	__atomic_store_n(&seen, 1, __ATOMIC_RELEASE); // missing
	__sync_synchronize(); // missing
	/* seq_cst: a comment cannot be followed by code */ ar_store_seq_cst(&y, 1); // missing
	return atomic_exchange_explicit( // missing
		&x, 1, memory_order_acq_rel);
}
