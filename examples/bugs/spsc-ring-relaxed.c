/*
 * A ring buffer for one producer and one consumer, whose indices are relaxed. Each index has one writer, so
 * no increment is lost; but the consumer may see the new index before the item, and the producer may
 * overwrite an item that is still being read.
 *
 * Source: Leslie Lamport, "Specifying Concurrent Program Modules", ACM TOPLAS 5(2), 1983, has the buffer;
 * Nhat Minh Lê, Adrien Guatto, Albert Cohen and Antoniu Pop, "Correct and Efficient Bounded FIFO Queues",
 * SBAC-PAD 2013, the orders that it needs.
 * Fix: each index is published with release and read with acquire.
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>

#ifdef FIXED
#define PUBLISH memory_order_release
#define LOOK    memory_order_acquire
#else
#define PUBLISH memory_order_relaxed
#define LOOK    memory_order_relaxed
#endif

#define SLOTS 1
#define ITEMS 2

static int ring[SLOTS];
static atomic_uint head, tail; /* the consumer's and the producer's */

static void push(int item)
{
	/* relaxed: no other thread writes it */
	unsigned t = atomic_load_explicit(&tail, memory_order_relaxed);

	/* acquire: pairs with pop(); relaxed is WRONG: the item in the slot may still be read */
	while (t - atomic_load_explicit(&head, LOOK) == SLOTS)
		;
	ring[t % SLOTS] = item;
	/* release: pairs with pop(); relaxed is WRONG: publishes the index but not the item */
	atomic_store_explicit(&tail, t + 1, PUBLISH);
}

static int pop(void)
{
	/* relaxed: no other thread writes it */
	unsigned h = atomic_load_explicit(&head, memory_order_relaxed);

	/* acquire: pairs with push(); relaxed is WRONG: the item may not be there yet */
	while (atomic_load_explicit(&tail, LOOK) == h)
		;
	int item = ring[h % SLOTS];
	/* release: pairs with push(); relaxed is WRONG: the slot may be filled before we have read it */
	atomic_store_explicit(&head, h + 1, PUBLISH);
	return item;
}

static void *produce(void *arg)
{
	for (int i = 0; i < ITEMS; i++)
		push(i);
	return arg;
}

int main(void)
{
	pthread_t producer;

	pthread_create(&producer, NULL, produce, NULL);
	for (int i = 0; i < ITEMS; i++)
		assert(pop() == i);
	pthread_join(producer, NULL);
	return 0;
}
