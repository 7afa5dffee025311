/*
 * Another thread's store comes between the release store and the one that is read: RC11 does not mind, C11 does. By either
 * rule alone the answer would not be wholly right.
 *
 * options: --release-sequences=c11
 * expect: incomplete
 * report: what only C11 allows then was not explored
 */
#include <pthread.h>
#include <stdatomic.h>

static int data;
static volatile int out;
static atomic_int flag;

static void *writer(void *unused)
{
	data = 1;
	/* release: pairs with the acquire in main(), perhaps also where that reads the next store */
	atomic_store_explicit(&flag, 1, memory_order_release);
	/* relaxed: what is handed on is the question */
	atomic_store_explicit(&flag, 2, memory_order_relaxed);
	return unused;
}

static void *other(void *unused)
{
	/* relaxed: hands nothing over; may come between the two above */
	atomic_store_explicit(&flag, 3, memory_order_relaxed);
	return unused;
}

int main(void)
{
	pthread_t t[2];

	pthread_create(&t[0], NULL, writer, NULL);
	pthread_create(&t[1], NULL, other, NULL);
	/* acquire: pairs with the release in writer() */
	if (atomic_load_explicit(&flag, memory_order_acquire) == 2)
		out = data;
	pthread_join(t[0], NULL);
	pthread_join(t[1], NULL);
	return 0;
}
