/*
 * The smallest spin lock: a flag that is swapped to true until it was false. The orders are those of a hand-over: what the
 * last owner did comes before what the next one does.
 *
 * Comes out: no addition gets lost. With -DRELAXED: a data race on what the lock protects.
 *
 * Rust Atomics and Locks, chapter 4, a minimal implementation.
 */
#include <acqrel/check.h>
#include <acqrel/thread.h>

#include <assert.h>

#ifdef RELAXED
#define SWAP  ar_swap_relaxed
#define STORE ar_store_relaxed
#else
#define SWAP  ar_swap_acquire
#define STORE ar_store_release
#endif

struct spin_lock {
	ar_atomic_bool locked;
};

static void lock(struct spin_lock *l)
{
	/* acquire: pairs with the release in unlock(); else we may miss what the last owner wrote */
	while (SWAP(&l->locked, true))
		ar_spin_hint();
}

static void unlock(struct spin_lock *l)
{
	/* release: pairs with the acquire in lock(); else the next owner may miss what we wrote */
	STORE(&l->locked, false);
}

static struct spin_lock guard;
static int total;

static void *add(void *arg)
{
	for (int i = 0; i < AR_ITERATIONS(1000, 1); i++) {
		lock(&guard);
		total++;
		unlock(&guard);
	}
	return arg;
}

int main(void)
{
	AR_THREAD_SCOPE(s) {
		ar_scope_spawn(&s, add, NULL);
		ar_scope_spawn(&s, add, NULL);
	}
	assert(total == 2 * AR_ITERATIONS(1000, 1));
	return 0;
}
