/*
 * Concurrency Kit's queue of Michael and Scott, with pointers of 16 bytes: two threads put an item in and
 * take one out.
 */
#include <assert.h>
#include <ck_fifo.h>
#include <pthread.h>
#include <stddef.h>

static ck_fifo_mpmc_t fifo __attribute__((aligned(16)));
static ck_fifo_mpmc_entry_t entries[3] __attribute__((aligned(16)));
static int items[3];

static void *use(void *item)
{
	ptrdiff_t i = (int *)item - items;
	ck_fifo_mpmc_entry_t *garbage;
	void *got = NULL;

	ck_fifo_mpmc_enqueue(&fifo, &entries[i], item);
	return ck_fifo_mpmc_dequeue(&fifo, &got, &garbage) ? got : NULL;
}

int main(void)
{
	pthread_t t;
	void *other, *own;

	ck_fifo_mpmc_init(&fifo, &entries[0]);
	pthread_create(&t, NULL, use, &items[1]);
	own = use(&items[2]);
	pthread_join(t, &other);
	assert(own && other && own != other);
	return 0;
}
