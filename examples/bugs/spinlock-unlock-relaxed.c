/*
 * A spin lock whose unlock is relaxed. Its author has seen that an x86 processor does an atomic store with
 * the same instruction whatever its order, and left the order out. The compiler may still move the plain
 * accesses below the unlock, and so may other processors.
 *
 * Source: Mara Bos, "Rust Atomics and Locks", O'Reilly, 2023, chapter 7, the experiment with a spin lock
 * that is wrong on ARM64 and works on x86-64.
 * Fix: release.
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>

#ifdef FIXED
#define UNLOCK memory_order_release
#else
#define UNLOCK memory_order_relaxed
#endif

static atomic_bool locked;
static int counter;

static void *count(void *arg)
{
	/* acquire: pairs with the store below; we see what the last owner did */
	while (atomic_exchange_explicit(&locked, 1, memory_order_acquire))
		;
	counter++;
	/* release: pairs with the exchange above; relaxed is WRONG: the next owner may miss our count */
	atomic_store_explicit(&locked, 0, UNLOCK);
	return arg;
}

int main(void)
{
	pthread_t other;

	pthread_create(&other, NULL, count, NULL);
	count(NULL);
	pthread_join(other, NULL);
	return 0;
}
