/*
 * The queue of channels (src/channel_queue.h), with threads that have entered it already: a wake-up goes to
 * somebody who still waits, once for all the queues that one is in. PART says who is there. Valid C11 and
 * C++17.
 */
#undef NDEBUG
#include "../../src/channel_queue.h"

#include <acqrel/check.h>

#include <assert.h>
#include <pthread.h>

static ar_channel_queue first, second;
static ar_atomic_u32 words[3];
static ar_channel_sleeper sleepers[4];

static void enter(ar_channel_queue *q, int sleeper, int word)
{
	sleepers[sleeper].word = &words[word];
	ar_queue_enter(q, &sleepers[sleeper]);
}

/* How many have been told; all have been joined. */
static int told(void)
{
	int n = 0;

	for (int i = 0; i < 3; i++)
		/* relaxed: as said */
		n += ar_load_relaxed(&words[i]) == RETRY;
	return n;
}

static void *wake_first(void *arg)
{
	ar_queue_wake_one(&first);
	return arg;
}

static void *wake_second(void *arg)
{
	ar_queue_wake_one(&second);
	return arg;
}

/* Thread 0 is tired of waiting. */
static void *give_up(void *arg)
{
	uint32_t waits = WAITS;

	/* relaxed, and relaxed if it fails: nothing comes with it */
	ar_cas_strong_relaxed_relaxed(&words[0], &waits, LEFT);
	ar_queue_leave(&first, &sleepers[0]);
	return arg;
}

static void wake_all_first(void)
{
	ar_queue_wake_all(&first);
}

static void run(void *(*theirs)(void *), void (*ours)(void))
{
	pthread_t other;

	pthread_create(&other, NULL, theirs, NULL);
	ours();
	pthread_join(other, NULL);
	/* relaxed: it has been joined */
	assert((ar_load_relaxed(&first.sleepers) == 0) == !first.first && !first.first == !first.last);
}

static void wake_one_first(void)
{
	wake_first(NULL);
}

static void empty(ar_channel_queue *q)
{
	q->first = q->last = NULL;
	/* relaxed: there is nobody else */
	ar_store_relaxed(&q->sleepers, 0);
}

static void reset(void)
{
	empty(&first);
	empty(&second);
	for (int i = 0; i < 3; i++)
		/* relaxed: there is nobody else */
		ar_store_relaxed(&words[i], WAITS);
}

int main(void)
{
	for (int i = AR_ITERATIONS(1000, 1); i > 0; i--) {
#if !defined(PART) || PART == 1
		/* One of two gives up, and one is to be told. */
		reset();
		enter(&first, 0, 0);
		enter(&first, 1, 1);
		run(give_up, wake_one_first);
		assert(told() == 1 && (sleepers[0].chosen || sleepers[1].chosen));
#endif
#if !defined(PART) || PART == 2
		/* The oldest in both is the same thread: of two wake-ups, one is for another. */
		reset();
		enter(&first, 0, 0);
		enter(&second, 1, 0);
		enter(&first, 2, 1);
		enter(&second, 3, 2);
		run(wake_second, wake_one_first);
		assert(told() == 2 && sleepers[0].chosen + sleepers[1].chosen == 1);
#endif
#if !defined(PART) || PART == 3
		/* All means all that have not given up. */
		reset();
		enter(&first, 0, 0);
		enter(&first, 1, 1);
		enter(&first, 2, 2);
		run(give_up, wake_all_first);
		assert(told() >= 2 && sleepers[1].chosen && sleepers[2].chosen);
#endif
	}
	return 0;
}
