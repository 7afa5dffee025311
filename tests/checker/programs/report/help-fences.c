/*
 * Two flags that announce the same: either both stores release and both loads acquire, or one fence on each side does.
 *
 * options: --help-time 30
 * expect: data-race
 * report: Or put a release fence before the store at line 20 and an acquire fence
 * report: Checked: with both
 */
#include <pthread.h>
#include <stdatomic.h>

static int data;
static volatile int out;
static atomic_int first, second;

static void *send(void *unused)
{
	data = 1;
	/* relaxed: what is wrong */
	atomic_store_explicit(&first, 1, memory_order_relaxed);
	/* relaxed: likewise */
	atomic_store_explicit(&second, 1, memory_order_relaxed);
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, send, NULL);
	/* relaxed: likewise */
	int one = atomic_load_explicit(&first, memory_order_relaxed);
	/* relaxed: likewise */
	int other = atomic_load_explicit(&second, memory_order_relaxed);
	if (one || other)
		out = data;
	pthread_join(t, NULL);
	return 0;
}
