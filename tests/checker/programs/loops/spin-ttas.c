/* A test-and-test-and-set lock between two threads.
 *
 * expect: ok 4
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static atomic_int locked;
static int data;

static void *add(void *unused)
{
	for (;;) {
		while (atomic_load_explicit(&locked, memory_order_relaxed))
			;
		if (!atomic_exchange_explicit(&locked, 1, memory_order_acquire))
			break;
	}
	data++;
	atomic_store_explicit(&locked, 0, memory_order_release);
	return unused;
}

int main(void)
{
	pthread_t t[2];

	for (int i = 0; i < 2; i++)
		pthread_create(&t[i], NULL, add, (void *)(long)i);
	for (int i = 0; i < 2; i++)
		pthread_join(t[i], NULL);
	assert(data == 2);
	return 0;
}
