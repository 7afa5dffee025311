/* A read that simply came first: no order is at fault, and none is proposed.
 *
 * expect: assertion
 * report: f wrote 1 at line 15: nothing
 * report: makes that write come before the read.
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static atomic_int flag;

static void *f(void *p)
{
	atomic_store_explicit(&flag, 1, memory_order_release);
	return p;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, f, NULL);
	int seen = atomic_load_explicit(&flag, memory_order_acquire);
	pthread_join(t, NULL);
	assert(seen);
}
