/* A barrier of three, passed once, or of two, passed twice: the last to arrive begins the next round and wakes the others.
 *
 * expect: ok
 * variant: TWICE ok
 * variant: WAKES_ONE lost-wakeup
 * variant: ARRIVE_RELAXED data-race
 * variant: ROUND_RELAXED data-race
 * variant: TWICE_RESETS_LATE lost-wakeup
 */
#include "futex.h"

#include <assert.h>
#include <limits.h>
#include <pthread.h>
#include <stdatomic.h>

#if defined(TWICE) || defined(TWICE_RESETS_LATE)
#define THREADS 2
#define ROUNDS  2
#else
#define THREADS 3
#define ROUNDS  1
#endif
#ifdef ARRIVE_RELAXED
#define ARRIVE_ORDER memory_order_relaxed
#else
#define ARRIVE_ORDER memory_order_acq_rel
#endif
#ifdef ROUND_RELAXED
#define ROUND_ORDER memory_order_relaxed
#else
#define ROUND_ORDER memory_order_acquire
#endif
#ifdef WAKES_ONE
#define HOW_MANY 1
#else
#define HOW_MANY INT_MAX
#endif

static atomic_uint arrived, round_number;
static int done[THREADS][ROUNDS];

static void reset(void)
{
	/* relaxed: the round's release orders it for those who come again */
	atomic_store_explicit(&arrived, 0, memory_order_relaxed);
}

static void barrier(void)
{
	/* acquire: pairs with the release below; else we may arrive before the reset that came before this round */
	unsigned now = atomic_load_explicit(&round_number, memory_order_acquire);

	/* acq_rel: pairs with itself; the last has seen what all did before they arrived */
	if (atomic_fetch_add_explicit(&arrived, 1, ARRIVE_ORDER) == THREADS - 1) {
#ifndef TWICE_RESETS_LATE
		reset();
#endif
		/* release: pairs with the loads of it; who goes on has seen all of this */
		atomic_fetch_add_explicit(&round_number, 1, memory_order_release);
		futex_wake(&round_number, HOW_MANY);
#ifdef TWICE_RESETS_LATE
		reset();
#endif
		return;
	}
	/* acquire: pairs with the release above; else we may miss what the others did */
	while (atomic_load_explicit(&round_number, ROUND_ORDER) == now)
		futex_wait(&round_number, now);
}

static void work(int me)
{
	for (int i = 0; i < ROUNDS; i++) {
		done[me][i] = 1;
		barrier();
		for (int k = 0; k < THREADS; k++)
			assert(done[k][i]);
	}
}

static void *run(void *me)
{
	work((int)((char *)me - (char *)0));
	return NULL;
}

int main(void)
{
	pthread_t t[THREADS];

	for (int i = 1; i < THREADS; i++)
		pthread_create(&t[i], NULL, run, (char *)0 + i);
	work(0);
	for (int i = 1; i < THREADS; i++)
		pthread_join(t[i], NULL);
	return 0;
}
