/* A loop that reads the same value often while it gets on with something, and at its end waits: however it was cut, that
 * it waited once is no reason to say that it is stuck in another execution.
 *
 * expect: ok 21
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static atomic_int full, empty;
static volatile int items = 20; /* volatile: not unrolled */
static int slots[20];

static void *produce(void *unused)
{
	for (int i = 0; i <= items; i++) {
		while (i - atomic_load_explicit(&empty, memory_order_acquire) == items)
			;
		slots[i % items] = i;
	}
	atomic_store_explicit(&full, 1, memory_order_release);
	return unused;
}

static void *consume(void *unused)
{
	atomic_store_explicit(&empty, 1, memory_order_release);
	return unused;
}

int main(void)
{
	pthread_t t[2];

	pthread_create(&t[0], NULL, produce, NULL);
	pthread_create(&t[1], NULL, consume, NULL);
	pthread_join(t[0], NULL);
	pthread_join(t[1], NULL);
	return 0;
}
