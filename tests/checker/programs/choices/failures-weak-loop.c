/* A loop that tries again is back where it was: spurious failures add no execution.
 *
 * expect: ok 48
 * options: --spurious-failures
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static atomic_int n;

static void *add(void *arg)
{
	int old = atomic_load_explicit(&n, memory_order_relaxed);

	while (!atomic_compare_exchange_weak_explicit(&n, &old, old + 1, memory_order_relaxed,
	                                              memory_order_relaxed))
		;
	return arg;
}

int main(void)
{
	pthread_t t[3];

	for (int i = 0; i < 3; i++)
		pthread_create(&t[i], NULL, add, NULL);
	for (int i = 0; i < 3; i++)
		pthread_join(t[i], NULL);
	assert(n == 3);
	return 0;
}
