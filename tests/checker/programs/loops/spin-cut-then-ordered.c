/* A loop whose turns are cut is not given a value that the thread may not read any more: y says that x was written.
 *
 * expect: incomplete
 * report: a loop that read the same value
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static atomic_int x, y;

static void *write_both(void *unused)
{
	atomic_store_explicit(&x, 1, memory_order_relaxed);
	atomic_store_explicit(&y, 1, memory_order_release);
	return unused;
}

int main(void)
{
	pthread_t writer;
	int written = 0;

	pthread_create(&writer, NULL, write_both, NULL);
	for (int i = 0; i < 100000; i++) {
		if (i == 40)
			written = atomic_load_explicit(&y, memory_order_acquire);
		int seen = atomic_load_explicit(&x, memory_order_relaxed);
		assert(seen || !written);
	}
	pthread_join(writer, NULL);
	return 0;
}
