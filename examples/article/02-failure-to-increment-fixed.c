/*
 * The same two threads with an atomic counter: none of the two million increments gets lost.
 *
 * The increment is now one indivisible step. It can be relaxed, the weakest order there is, because the
 * counter stands for nothing but itself: no thread concludes from its value that other memory is ready.
 */
#include <acqrel/check.h>
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>

static atomic_int counter;

static void *increment(void *arg)
{
	for (int i = 0; i < AR_ITERATIONS(1000000, 2); i++)
		/* relaxed: only the number matters; nothing else is published with it */
		atomic_fetch_add_explicit(&counter, 1, memory_order_relaxed);
	return arg;
}

int main(void)
{
	pthread_t first, second;

	pthread_create(&first, NULL, increment, NULL);
	pthread_create(&second, NULL, increment, NULL);
	pthread_join(first, NULL);
	pthread_join(second, NULL);

	const int wanted = 2 * AR_ITERATIONS(1000000, 2);
	/* relaxed: both threads have been joined, which puts all they did before this load */
	const int got = atomic_load_explicit(&counter, memory_order_relaxed);
	printf("%d increments, the counter says %d\n", wanted, got);
	assert(got == wanted);
	return 0;
}
