/*
 * A loop that counts and leaves by itself, and then one at another place that does not: of the first nothing is cut, and
 * the second waits for what never comes.
 *
 * expect: livelock
 */
#include <pthread.h>
#include <stdatomic.h>

static atomic_int ready;
atomic_int never; /* not static: compilers would see that it never changes */
static volatile int limit = 30;

static void *wait(void *unused)
{
	int seen = 0;

	for (int i = 0; i < limit; i++)
		seen += atomic_load_explicit(&ready, memory_order_relaxed);
	while (!atomic_load_explicit(&never, memory_order_relaxed))
		;
	return seen > 30 ? unused : NULL;
}

int main(void)
{
	pthread_t waiter;

	pthread_create(&waiter, NULL, wait, NULL);
	atomic_store_explicit(&ready, 1, memory_order_relaxed);
	atomic_store_explicit(&never, 0, memory_order_relaxed);
	pthread_join(waiter, NULL);
	return 0;
}
