/*
 * Concurrency Kit's ring with one producer and one consumer: two items. -DMPMC: two threads put one item in
 * and take one out.
 */
#include <assert.h>
#include <ck_ring.h>
#include <pthread.h>

static ck_ring_t ring;
static ck_ring_buffer_t buffer[4];
static int items[2] = {1, 2};

#ifdef MPMC
static void *use(void *item)
{
	void *got = NULL;

	assert(ck_ring_enqueue_mpmc(&ring, buffer, item));
	while (!ck_ring_dequeue_mpmc(&ring, buffer, &got))
		;
	return got;
}

int main(void)
{
	pthread_t t;
	void *other, *own;

	ck_ring_init(&ring, 4);
	pthread_create(&t, NULL, use, &items[0]);
	own = use(&items[1]);
	pthread_join(t, &other);
	assert(own && other && own != other);
	return 0;
}
#else
static void *produce(void *unused)
{
	for (int i = 0; i < 2; i++)
		while (!ck_ring_enqueue_spsc(&ring, buffer, &items[i]))
			;
	return unused;
}

int main(void)
{
	pthread_t t;
	void *p;

	ck_ring_init(&ring, 4);
	pthread_create(&t, NULL, produce, NULL);
	for (int i = 0; i < 2; i++) {
		while (!ck_ring_dequeue_spsc(&ring, buffer, &p))
			;
		assert(*(int *)p == i + 1);
	}
	pthread_join(t, NULL);
	return 0;
}
#endif
