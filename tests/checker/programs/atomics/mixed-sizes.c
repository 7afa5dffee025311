/* Atomic accesses of different sizes to the same memory that nothing orders.
 *
 * expect: ok 2
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>

static union {
	atomic_int word;
	atomic_short half;
} u;

static void *store(void *unused)
{
	atomic_store_explicit(&u.word, 1, memory_order_relaxed);
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, store, NULL);
	int seen = atomic_load_explicit(&u.half, memory_order_relaxed);
	pthread_join(t, NULL);
	return seen == 2;
}
