/* Threads created by threads, one of them detached.
 *
 * expect: ok 3
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
	atomic_fetch_add_explicit(&x, 1, memory_order_relaxed);
	return unused;
}

static void *spawn(void *unused)
{
	pthread_t t;

	pthread_create(&t, NULL, add, NULL);
	pthread_detach(t);
	pthread_create(&t, NULL, add, NULL);
	pthread_join(t, NULL);
	return unused;
}

int main(void)
{
	pthread_t t[1];

	for (int i = 0; i < 1; i++)
		pthread_create(&t[i], NULL, spawn, (void *)(long)i);
	for (int i = 0; i < 1; i++)
		pthread_join(t[i], NULL);
	assert(atomic_load_explicit(&x, memory_order_relaxed) >= 1);
	return 0;
}
