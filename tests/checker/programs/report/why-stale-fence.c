/* The writer has its fence, the reader has none: only the reader's side is to be mended.
 *
 * expect: assertion
 * options: --help-time 30
 * report: after a release fence: publishes
 * report: help  Make line 29 an acquire load.
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static atomic_int data, flag;

static void *f(void *p)
{
	atomic_store_explicit(&data, 1, memory_order_relaxed);
	atomic_thread_fence(memory_order_release);
	atomic_store_explicit(&flag, 1, memory_order_relaxed);
	return p;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, f, NULL);

	/* No fence comes after this. */
	if (atomic_load_explicit(&flag, memory_order_relaxed))
		assert(atomic_load_explicit(&data, memory_order_relaxed));
	pthread_join(t, NULL);
}
