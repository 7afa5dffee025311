/* A loop of thirty turns inside one without end: waiting for either of two flags that counts is cut, and said to be.
 *
 * expect: incomplete
 * report: a loop that read the same value
 */
#include <pthread.h>
#include <stdatomic.h>

static atomic_int a, b;
static int turns;

static void *set(void *unused)
{
	atomic_store_explicit(&b, 1, memory_order_relaxed);
	return unused;
}

int main(void)
{
	pthread_t setter;

	pthread_create(&setter, NULL, set, NULL);
	while (!atomic_load_explicit(&b, memory_order_relaxed))
		for (int i = 0; i < 30 && !atomic_load_explicit(&a, memory_order_relaxed); i++)
			turns++;
	pthread_join(setter, NULL);
	return 0;
}
