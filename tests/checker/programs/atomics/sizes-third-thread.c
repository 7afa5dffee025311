/* Of two threads that use the smaller size, one comes after the access of the larger size and one does not.
 *
 * expect: ok 3
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>

static union {
	atomic_int word;
	atomic_short half;
} u;

static void *early(void *unused)
{
	atomic_fetch_add_explicit(&u.half, 1, memory_order_relaxed);
	return unused;
}

static void *late(void *unused)
{
	atomic_fetch_add_explicit(&u.half, 1, memory_order_relaxed);
	return unused;
}

int main(void)
{
	pthread_t t[2];

	pthread_create(&t[0], NULL, late, NULL);
	atomic_store_explicit(&u.word, 1, memory_order_relaxed);
	pthread_create(&t[1], NULL, early, NULL);
	pthread_join(t[0], NULL);
	pthread_join(t[1], NULL);
	return 0;
}
