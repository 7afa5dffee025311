/*
 * A thread's later store continues its release sequence by C11's rule; the default is C++20's, by which it does not.
 *
 * report: by it this is no race
 * expect: data-race
 */
#include <pthread.h>
#include <stdatomic.h>

static int data;
static volatile int out;
static atomic_int flag;

static void *writer(void *unused)
{
	data = 1;
	/* release: pairs with the acquire in main(), also where that reads the next store */
	atomic_store_explicit(&flag, 1, memory_order_release);
	/* relaxed: belongs to the release sequence of the store above */
	atomic_store_explicit(&flag, 2, memory_order_relaxed);
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, writer, NULL);
	/* acquire: pairs with the release in writer() */
	if (atomic_load_explicit(&flag, memory_order_acquire) == 2)
		out = data;
	pthread_join(t, NULL);
	return 0;
}
