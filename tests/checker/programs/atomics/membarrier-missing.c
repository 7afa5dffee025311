/* Two fences for the compiler have no order to each other, whatever a third thread's membarrier does.
 *
 * expect: assertion
 * report: fence light
 */
#include "membarrier.h"

#include <assert.h>
#include <pthread.h>

static atomic_int x, y;
static int seen;

static void *other(void *arg)
{
	heavy();
	return arg;
}

static void *often(void *arg)
{
	atomic_store_explicit(&x, 1, memory_order_relaxed);
	light();
	seen = atomic_load_explicit(&y, memory_order_relaxed);
	return arg;
}

int main(void)
{
	pthread_t t[2];

	begin();
	pthread_create(&t[0], NULL, often, NULL);
	pthread_create(&t[1], NULL, other, NULL);
	atomic_store_explicit(&y, 1, memory_order_relaxed);
	light();
	int mine = atomic_load_explicit(&x, memory_order_relaxed);
	pthread_join(t[0], NULL);
	pthread_join(t[1], NULL);
	assert(mine || seen);
	return 0;
}
