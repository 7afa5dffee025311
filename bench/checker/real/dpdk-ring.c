/*
 * DPDK's ring: two threads put one item in and take one out; with -DSINGLE one puts it in, and the other
 * takes it out.
 */
#include <assert.h>
#include <pthread.h>
#include <rte_ring.h>
#include <stdlib.h>

static struct rte_ring *ring;

#ifdef SINGLE
static void *put(void *item)
{
	while (rte_ring_enqueue(ring, item))
		;
	return NULL;
}

int main(void)
{
	int items[2] = {1, 2};
	pthread_t t;
	void *got;

	if (posix_memalign((void **)&ring, 128, (size_t)rte_ring_get_memsize(2)))
		return 1;
	rte_ring_init(ring, "r", 2, RING_F_SP_ENQ | RING_F_SC_DEQ);
	pthread_create(&t, NULL, put, &items[0]);
	while (rte_ring_dequeue(ring, &got))
		;
	assert(got == &items[0]);
	pthread_join(t, NULL);
	free(ring);
	return 0;
}
#else
static void *use(void *item)
{
	void *got = NULL;

	assert(!rte_ring_enqueue(ring, item));
	assert(!rte_ring_dequeue(ring, &got));
	return got;
}

int main(void)
{
	int items[2] = {1, 2};
	pthread_t t;
	void *other, *own;

	if (posix_memalign((void **)&ring, 128, (size_t)rte_ring_get_memsize(4)))
		return 1;
	rte_ring_init(ring, "r", 4, 0);
	pthread_create(&t, NULL, use, &items[0]);
	own = use(&items[1]);
	pthread_join(t, &other);
	assert(own && other && own != other);
	free(ring);
	return 0;
}
#endif
