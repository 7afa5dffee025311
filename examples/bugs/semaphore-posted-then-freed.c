/*
 * A semaphore that is freed by the thread that waited for it, as soon as it has got what it waited for. The
 * thread that posts raises the value first and then looks whether to wake somebody: the waiter may take the
 * value without ever having slept, and be gone, with the semaphore, before that look.
 *
 * Source: glibc bug 12674, "sem_post/sem_wait race causing sem_post to return EINVAL", 2011.
 * Fix: value and number of waiters in one word, so that post is one operation; what is done after it does
 * not touch the semaphore.
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>

struct semaphore {
	atomic_uint value; /* with the fix, the waiters are in its upper half */
	atomic_uint waiters;
};

static atomic_int wake_ups;

static void post(struct semaphore *s)
{
#ifdef FIXED
	/* release: pairs with await(); publishes what was done before; nothing of s is touched after it */
	bool sleepers = atomic_fetch_add_explicit(&s->value, 1, memory_order_release) >> 16;
#else
	/* release: pairs with await(); publishes what was done before */
	atomic_fetch_add_explicit(&s->value, 1, memory_order_release);
	/* relaxed: WRONG: the waiter may have freed the semaphore */
	bool sleepers = atomic_load_explicit(&s->waiters, memory_order_relaxed);
#endif
	if (sleepers)
		/* relaxed: only counts */
		atomic_fetch_add_explicit(&wake_ups, 1, memory_order_relaxed);
}

static void await(struct semaphore *s)
{
	/* acquire: pairs with post(); acquires what was done before */
	while (!(atomic_load_explicit(&s->value, memory_order_acquire) & 0xffff))
		;
	/* relaxed: acquired above */
	atomic_fetch_sub_explicit(&s->value, 1, memory_order_relaxed);
}

static void *worker(void *arg)
{
	post(arg);
	return NULL;
}

int main(void)
{
	pthread_t other;
	struct semaphore *done = calloc(1, sizeof *done);

	if (!done)
		abort();
	pthread_create(&other, NULL, worker, done);
	await(done);
	free(done);
	pthread_join(other, NULL);
	return 0;
}
