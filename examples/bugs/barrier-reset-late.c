/*
 * A barrier that is used twice, and whose count goes back to zero after the others have been let go. A fast
 * thread may be at the barrier again before that: it is counted with those of the last round and goes
 * through alone, or its arrival is wiped out. Either way somebody waits for ever.
 *
 * Source: Maurice Herlihy and Nir Shavit, "The Art of Multiprocessor Programming", Morgan Kaufmann, 2008,
 * chapter 17, on reusing barriers and sense reversal.
 * Fix: first reset the count, then let the others go.
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>

#define THREADS 2
#define ROUNDS  2

static atomic_int arrived, round;

static void barrier(void)
{
	/* relaxed: cannot change before we have arrived */
	int before = atomic_load_explicit(&round, memory_order_relaxed);

	/* acq_rel: publishes what we did, acquires what the others did before they arrived */
	if (atomic_fetch_add_explicit(&arrived, 1, memory_order_acq_rel) + 1 < THREADS) {
		/* acquire: pairs with the store below; acquires what all did */
		while (atomic_load_explicit(&round, memory_order_acquire) == before)
			;
		return;
	}
#ifdef FIXED
	/* relaxed: the store below publishes it */
	atomic_store_explicit(&arrived, 0, memory_order_relaxed);
#endif
	/* release: pairs with the load above; publishes what all did */
	atomic_store_explicit(&round, before + 1, memory_order_release);
#ifndef FIXED
	/* relaxed: WRONG: who was let go may have arrived again */
	atomic_store_explicit(&arrived, 0, memory_order_relaxed);
#endif
}

static void *work(void *arg)
{
	for (int i = 0; i < ROUNDS; i++)
		barrier();
	return arg;
}

int main(void)
{
	pthread_t other;

	pthread_create(&other, NULL, work, NULL);
	work(NULL);
	pthread_join(other, NULL);
	return 0;
}
