/* A thread waits for a value that another thread wrote after reading what the waiting one had put there.
 *
 * expect: ok
 */
#include <pthread.h>
#include <stdatomic.h>

static atomic_int locked;

static void *take(void *unused)
{
	while (atomic_exchange_explicit(&locked, 1, memory_order_acquire))
		while (atomic_load_explicit(&locked, memory_order_relaxed))
			;
	atomic_store_explicit(&locked, 0, memory_order_release);
	return unused;
}

int main(void)
{
	pthread_t t[3];

	for (int i = 0; i < 3; i++)
		pthread_create(&t[i], NULL, take, NULL);
	for (int i = 0; i < 3; i++)
		pthread_join(t[i], NULL);
	return 0;
}
