/* An exchange lock between three threads.
 *
 * expect: ok 6
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
	while (atomic_exchange_explicit(&locked, 1, memory_order_acquire))
		;
	data++;
	atomic_store_explicit(&locked, 0, memory_order_release);
	return unused;
}

int main(void)
{
	pthread_t t[3];

	for (int i = 0; i < 3; i++)
		pthread_create(&t[i], NULL, add, (void *)(long)i);
	for (int i = 0; i < 3; i++)
		pthread_join(t[i], NULL);
	assert(data == 3);
	return 0;
}
