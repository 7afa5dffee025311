/*
 * Array passing, and wrong: a producer fills an array and publishes a pointer to it; a consumer waits for
 * the pointer and adds the array up.
 *
 * The pointer is atomic, so the consumer gets NULL or the whole pointer, never half of it. But relaxed
 * operations order nothing else: nothing says that the ones in the array are there when the pointer is. An
 * x86 processor happens to keep stores in order and loads too, so that a quarter of a million runs of this
 * end well there, unless the compiler swaps them, which it may. On a processor with weaker rules, or with
 * the next compiler, the sum comes out short.
 *
 * The arrays are never freed: that is another lesson. Check this with --no-leaks.
 */
#include <acqrel/check.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

#define SIZE 1000

static _Atomic(unsigned char *) shared;
static int short_sums;

static void *produce(void *arg)
{
	unsigned char *data = malloc(SIZE);

	if (!data)
		abort();
	for (int i = 0; i < SIZE; i++)
		data[i] = 1;
	/* relaxed: WRONG, publishes the pointer but not what it points to; it has to be a release */
	atomic_store_explicit(&shared, data, memory_order_relaxed);
	return arg;
}

static void *consume(void *arg)
{
	unsigned char *array;
	int sum = 0;

	do
		/* relaxed: WRONG, acquires nothing with the pointer; it has to be an acquire */
		array = atomic_load_explicit(&shared, memory_order_relaxed);
	while (!array);
	for (int i = 0; i < SIZE; i++)
		sum += array[i];
	if (sum != SIZE)
		short_sums++;
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
	printf("%d arrays passed, %d of them summed short\n", rounds, short_sums);
	return 0;
}
