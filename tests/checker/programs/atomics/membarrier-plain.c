/* A light fence does not synchronize: what was written plainly is not published by it.
 *
 * expect: data-race
 */
#include "membarrier.h"

#include <assert.h>
#include <pthread.h>

static int data;
static atomic_int ready;

static void *writer(void *arg)
{
	data = 1;
	light();
	atomic_store_explicit(&ready, 1, memory_order_relaxed);
	return arg;
}

int main(void)
{
	pthread_t t;

	begin();
	pthread_create(&t, NULL, writer, NULL);
	if (atomic_load_explicit(&ready, memory_order_relaxed)) {
		heavy();
		assert(data == 1);
	}
	pthread_join(t, NULL);
	return 0;
}
