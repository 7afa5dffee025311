/*
 * A loop that counts its turns in an atomic on its stack, by plain accesses, is never in the same state again: what is wrong
 * in its third turn is found.
 *
 * expect: assertion
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

static atomic_int ready;

static void *wait(void *unused)
{
	atomic_int turns;
	int before, now = 0;

	atomic_store_explicit(&turns, 0, memory_order_relaxed);
	do {
		before = atomic_load_explicit(&turns, memory_order_relaxed);
		now = before + 1;
		memcpy(&turns, &now, sizeof now);
		assert(now < 3);
	} while (!atomic_load_explicit(&ready, memory_order_relaxed));
	return unused;
}

int main(void)
{
	pthread_t waiter;

	pthread_create(&waiter, NULL, wait, NULL);
	atomic_store_explicit(&ready, 1, memory_order_relaxed);
	pthread_join(waiter, NULL);
	return 0;
}
