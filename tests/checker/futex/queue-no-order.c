/* Nor does the order in which calls on the same word come hand anything on, not even what a wait that fails has seen.
 *
 * expect: data-race
 */
#include "futex.h"

#include <pthread.h>
#include <stdatomic.h>

static atomic_uint word;
static int data;

static void *reader(void *arg)
{
	if (futex_wait(&word, 0) && errno == EAGAIN)
		data++;
	return arg;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, reader, NULL);
	data = 1;
	atomic_store_explicit(&word, 1, memory_order_release);
	futex_wake(&word, 1);
	pthread_join(t, NULL);
	return 0;
}
