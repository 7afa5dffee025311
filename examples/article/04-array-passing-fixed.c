/*
 * Array passing, right: the producer releases the pointer, the consumer acquires it.
 *
 * When an acquire load reads what a release store wrote, everything that the storing thread did before the
 * store has happened for the loading thread after the load. So the array is full when the pointer is there.
 * Both halves are needed: a release that no thread acquires orders nothing, and the other way round.
 */
#include <acqrel/check.h>
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

#define SIZE 1000

static _Atomic(unsigned char *) shared;

static void *produce(void *arg)
{
	unsigned char *data = malloc(SIZE);

	if (!data)
		abort();
	for (int i = 0; i < SIZE; i++)
		data[i] = 1;
	/* release: pairs with the acquire in consume(); else it may see the block half filled */
	atomic_store_explicit(&shared, data, memory_order_release);
	return arg;
}

static void *consume(void *arg)
{
	unsigned char *array;
	int sum = 0;

	do
		/* acquire: pairs with the release in produce(); else we may see the block half filled */
		array = atomic_load_explicit(&shared, memory_order_acquire);
	while (!array);
	for (int i = 0; i < SIZE; i++)
		sum += array[i];
	assert(sum == SIZE);
	free(array);
	return arg;
}

int main(int argc, char **argv)
{
	/* Another number of rounds may be given as the argument. */
	const int rounds = AR_ITERATIONS(argc > 1 ? atoi(argv[1]) : 250000, 1);

	for (int i = 0; i < rounds; i++) {
		pthread_t producer, consumer;

		/* relaxed: no other thread is running; pthread_create hands it to those below */
		atomic_store_explicit(&shared, NULL, memory_order_relaxed);
		pthread_create(&producer, NULL, produce, NULL);
		pthread_create(&consumer, NULL, consume, NULL);
		pthread_join(producer, NULL);
		pthread_join(consumer, NULL);
	}
	printf("%d arrays passed, all of them full\n", rounds);
	return 0;
}
