/*
 * Reference counting with the order strengthened after the fact: letting go is a release, and only the owner
 * that finds itself the last adds what is missing, an acquire fence.
 *
 * All owners but the last need nothing from the others, so an acq_rel decrement makes them pay for an acquire
 * that they have no use for (on processors where it costs anything). A fence turns a relaxed read that came
 * before it into an acquire: the last decrement read the count that the others left behind with a release,
 * and the fence acquires all that they did with the block.
 *
 * Build it with -DDECREMENT_ORDER=memory_order_relaxed, or with -DNO_FENCE, and check it again.
 */
#include <acqrel/check.h>
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

#ifndef DECREMENT_ORDER
#define DECREMENT_ORDER memory_order_release
#endif
#define THREADS 2

struct shared {
	atomic_int owners;
	int value;
};

/* A block with one owner, the caller. Aborts if there is no memory. */
static struct shared *shared_new(int value)
{
	struct shared *s = malloc(sizeof(*s));

	if (!s)
		abort();
	atomic_init(&s->owners, 1);
	s->value = value;
	return s;
}

/* One owner more. The caller must be an owner, or act for one that waits for it. */
static struct shared *shared_clone(struct shared *s)
{
	/* relaxed: s is alive because the caller owns it, and no thread learns anything from the count */
	atomic_fetch_add_explicit(&s->owners, 1, memory_order_relaxed);
	return s;
}

/* One owner less, and the last one frees it. The caller must be an owner, and is none afterwards. */
static void shared_drop(struct shared *s)
{
	/* release: pairs with the fence below; else the last may free what we still read */
	if (atomic_fetch_sub_explicit(&s->owners, 1, DECREMENT_ORDER) != 1)
		return;
#ifndef NO_FENCE
	/* acquire: pairs with the release decrements of the others; else free() may come before their use */
	atomic_thread_fence(memory_order_acquire);
#endif
	free(s);
}

static void *work(void *arg)
{
	struct shared *mine = arg;

	for (int i = 0; i < AR_ITERATIONS(1000, 1); i++) {
		struct shared *another = shared_clone(mine);

		assert(another->value == 42);
		shared_drop(another);
	}
	shared_drop(mine);
	return NULL;
}

int main(void)
{
	const int rounds = AR_ITERATIONS(1000, 1);

	for (int i = 0; i < rounds; i++) {
		pthread_t threads[THREADS];
		struct shared *s = shared_new(42);

		for (int t = 0; t < THREADS; t++)
			pthread_create(&threads[t], NULL, work, shared_clone(s));
		assert(s->value == 42);
		shared_drop(s);
		for (int t = 0; t < THREADS; t++)
			pthread_join(threads[t], NULL);
	}
	printf("%d blocks shared by %d owners, each freed once\n", rounds, THREADS + 1);
	return 0;
}
