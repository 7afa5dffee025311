/* Store buffering with a membarrier on one side, and a fence for the compiler on the other.
 *
 * expect: ok 3
 */
#include "membarrier.h"

#include <assert.h>
#include <pthread.h>

static atomic_int x, y;
static int seen;

static void *often(void *arg)
{
	atomic_store_explicit(&x, 1, memory_order_relaxed);
	light();
	seen = atomic_load_explicit(&y, memory_order_relaxed);
	return arg;
}

int main(void)
{
	pthread_t t;

	begin();
	pthread_create(&t, NULL, often, NULL);
	atomic_store_explicit(&y, 1, memory_order_relaxed);
	heavy();
	int mine = atomic_load_explicit(&x, memory_order_relaxed);
	pthread_join(t, NULL);
	assert(mine || seen);
	return 0;
}
