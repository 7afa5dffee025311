/* Two readers with light fences see what one writer with a heavy one has written in one order; and a message
 * that passes a light fence before, and a heavy one after it, comes with what was written before.
 *
 * expect: ok
 */
#include "membarrier.h"

#include <assert.h>
#include <pthread.h>

static atomic_int x, y, z;
static int first, second;

static void *writer(void *arg)
{
	atomic_store_explicit(&z, 1, memory_order_relaxed);
	light();
	atomic_store_explicit(&x, 1, memory_order_relaxed);
	return arg;
}

static void *reader(void *arg)
{
	first = atomic_load_explicit(&x, memory_order_relaxed);
	light();
	second = atomic_load_explicit(&y, memory_order_relaxed);
	return arg;
}

int main(void)
{
	pthread_t t[2];

	begin();
	pthread_create(&t[0], NULL, writer, NULL);
	pthread_create(&t[1], NULL, reader, NULL);
	atomic_store_explicit(&y, 1, memory_order_relaxed);
	heavy();
	int mine = atomic_load_explicit(&x, memory_order_relaxed);
	heavy();
	int before = atomic_load_explicit(&z, memory_order_relaxed);
	pthread_join(t[0], NULL);
	pthread_join(t[1], NULL);
	assert(!(first && !second && !mine));
	assert(!mine || before);
	return 0;
}
