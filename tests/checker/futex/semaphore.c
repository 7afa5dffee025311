/* A semaphore in one word, with two threads that wait and two posts.
 *
 * expect: ok
 * variant: POST_RELAXED data-race
 * variant: WAKES_NOBODY lost-wakeup
 * variant: WAKES_AT_ZERO lost-wakeup
 */
#include "futex.h"

#include <pthread.h>
#include <stdatomic.h>

static atomic_uint count;
static int data;

#ifdef POST_RELAXED
#define POST_ORDER memory_order_relaxed
#else
#define POST_ORDER memory_order_release
#endif

static void post(void)
{
	/* release: pairs with take(); else whoever takes it may miss what we did */
	unsigned old = atomic_fetch_add_explicit(&count, 1, POST_ORDER);

#ifdef WAKES_AT_ZERO /* the second of two posts may come before the first one's sleeper has taken anything */
	if (old == 0)
		futex_wake(&count, 1);
#elif defined(WAKES_NOBODY)
	(void)old;
#else
	(void)old;
	futex_wake(&count, 1);
#endif
}

static void take(void)
{
	/* relaxed: the exchange looks again */
	unsigned n = atomic_load_explicit(&count, memory_order_relaxed);

	for (;;) {
		if (n == 0) {
			futex_wait(&count, 0);
			/* relaxed: as above */
			n = atomic_load_explicit(&count, memory_order_relaxed);
		}
		/* acquire, relaxed: pairs with post(); or another try */
		if (n && atomic_compare_exchange_strong_explicit(&count, &n, n - 1, memory_order_acquire,
		                                                 memory_order_relaxed))
			return;
	}
}

static void *taker(void *arg)
{
	take();
	(void)*(volatile int *)&data;
	return arg;
}

int main(void)
{
	pthread_t a, b;

	pthread_create(&a, NULL, taker, NULL);
	pthread_create(&b, NULL, taker, NULL);
	data = 1;
	post();
	post();
	pthread_join(a, NULL);
	pthread_join(b, NULL);
	return 0;
}
