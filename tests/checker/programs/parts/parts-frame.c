/* Atomic accesses of different sizes to a variable of a function that goes on, which nothing orders.
 *
 * expect: ok 2
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>

union number {
	atomic_int word;
	atomic_short half;
};

static void *store(void *number)
{
	atomic_store_explicit(&((union number *)number)->word, 1, memory_order_relaxed);
	return NULL;
}

int main(void)
{
	union number u = {0};
	pthread_t t;

	pthread_create(&t, NULL, store, &u);
	int seen = atomic_load_explicit(&u.half, memory_order_relaxed);
	pthread_join(t, NULL);
	return seen == 2;
}
