/* A thread may fail spuriously as often as it finds another value: loops on what others change are explored in full.
 *
 * expect: ok
 * options: --spurious-failures
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static atomic_int highest;

static void *raise(void *arg)
{
	int value = *(int *)arg, seen = atomic_load_explicit(&highest, memory_order_relaxed);

	while (seen < value && !atomic_compare_exchange_weak_explicit(&highest, &seen, value,
	                                                              memory_order_release, memory_order_acquire))
		;
	return arg;
}

static void *set_bit(void *arg)
{
	int seen;

	do
		seen = atomic_load_explicit(&highest, memory_order_acquire);
	while (!atomic_compare_exchange_weak(&highest, &seen, seen | *(int *)arg));
	return arg;
}

int main(void)
{
	static int two = 2, four = 4;
	pthread_t t[3];

	pthread_create(&t[0], NULL, raise, &two);
	pthread_create(&t[1], NULL, raise, &four);
	pthread_create(&t[2], NULL, set_bit, &four);
	for (int i = 0; i < 3; i++)
		pthread_join(t[i], NULL);
	assert(highest & 4);
	return 0;
}
