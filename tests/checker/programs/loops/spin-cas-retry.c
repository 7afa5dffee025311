/* A compare-exchange loop retries with the newer value.
 *
 * expect: ok 48
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static atomic_int x;

static void *add(void *unused)
{
	int old = atomic_load_explicit(&x, memory_order_relaxed);

	while (!atomic_compare_exchange_weak_explicit(&x, &old, old + 1, memory_order_relaxed, memory_order_relaxed))
		;
	return unused;
}

int main(void)
{
	pthread_t t[3];

	for (int i = 0; i < 3; i++)
		pthread_create(&t[i], NULL, add, (void *)(long)i);
	for (int i = 0; i < 3; i++)
		pthread_join(t[i], NULL);
	assert(atomic_load_explicit(&x, memory_order_relaxed) == 3);
	return 0;
}
