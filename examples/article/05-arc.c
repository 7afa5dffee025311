/*
 * Reference counting: several owners on several threads share one block, and the thread that lets go last frees it.
 *
 * Taking another reference can be relaxed: one may only be taken by an owner, so the block is safe, and the
 * count stands for nothing else. Letting go cannot. The last owner is about to destroy what all others have
 * used, so all that they did must come before: each releases its use of the block with its decrement, and
 * the last one, whose decrement reads the count that the others left, acquires all of that.
 *
 * Build it with -DDECREMENT_ORDER=memory_order_relaxed (or _release, or _acquire) and check it again.
 */
#include <acqrel/check.h>
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

#ifndef DECREMENT_ORDER
#define DECREMENT_ORDER memory_order_acq_rel
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
	/* acq_rel: pairs with itself in the other threads; else the last may free what another still reads */
	if (atomic_fetch_sub_explicit(&s->owners, 1, DECREMENT_ORDER) == 1)
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
