/* A read misses a write that its thread has heard of, because the flag is relaxed.
 *
 * expect: assertion
 * options: --help-time 30
 * report: main reads 0 from `data` at line 32, the initial value, although f wrote 1 at line 18.
 * report: so main's load at line 32 may still miss f's store at line 18.
 * report: help  Make line 19 a release store and line 31 an acquire load.
 * report: Checked: with both, all 4 executions pass; with either alone, the assertion still fails.
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static atomic_int data, flag;

static void *f(void *p)
{
	atomic_store_explicit(&data, 1, memory_order_relaxed);
	atomic_store_explicit(&flag, 1, memory_order_relaxed);
	return p;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, f, NULL);
	/* Read first in most executions: this one is not to be blamed. */
	int early = atomic_load_explicit(&data, memory_order_relaxed);
	(void)early;
	if (atomic_load_explicit(&flag, memory_order_relaxed))
		assert(atomic_load_explicit(&data, memory_order_relaxed));
	pthread_join(t, NULL);
}
