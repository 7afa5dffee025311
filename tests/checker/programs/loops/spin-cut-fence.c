/* A fence of a loop whose turns are cut counts when there is something new for it.
 *
 * expect: incomplete
 * report: a loop that read the same value
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static atomic_int x, y;
static int data;

static void *write_all(void *unused)
{
	data = 1;
	atomic_store_explicit(&y, 1, memory_order_release);
	atomic_store_explicit(&x, 1, memory_order_relaxed);
	return unused;
}

int main(void)
{
	pthread_t writer;
	int written = 0;

	pthread_create(&writer, NULL, write_all, NULL);
	for (int i = 0; i <= 100000 && !atomic_load_explicit(&x, memory_order_relaxed); i++) {
		if (i == 40)
			written = atomic_load_explicit(&y, memory_order_relaxed);
		if (i % 100000 == 0)
			atomic_thread_fence(memory_order_acquire);
		if (i == 100000 && written)
			assert(data == 1);
	}
	pthread_join(writer, NULL);
	return 0;
}
