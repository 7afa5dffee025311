/*
 * <acqrel/atomic.h>: the seq_cst operations, and what only they give: of two threads that each raise a flag
 * and look at the other's, at least one sees the other. Valid C11 and C++17.
 */
#include "atomic_values.h"
#include <acqrel/check.h>
#include <pthread.h>
#include <sched.h>

DEFINE_STEP_BELOW_100(int)
DEFINE_STEP_BELOW_100(uint8_t)

#define VALUES(T, LO, HI)                               \
	do {                                            \
		RMW_VALUES(T, LO, HI, seq_cst);         \
		CAS_VALUES(T, LO, HI, seq_cst_relaxed); \
		CAS_VALUES(T, LO, HI, seq_cst_acquire); \
		CAS_VALUES(T, LO, HI, seq_cst_seq_cst); \
		UPDATE_VALUES(T, seq_cst_relaxed);      \
		UPDATE_VALUES(T, seq_cst_acquire);      \
		UPDATE_VALUES(T, seq_cst_seq_cst);      \
	} while (0)

static ar_atomic_int flags[2];
static bool saw_other[2];
static ar_atomic_int arrived; /* lets the two start each round together; relaxed, to order nothing else */

static void start_together(void)
{
	/* relaxed: the flags have to be ordered by their own operations, or the test shows nothing */
	ar_fetch_add_relaxed(&arrived, 1);
	/* relaxed: as above */
	while (ar_load_relaxed(&arrived) < 2)
		sched_yield();
}

static bool raise_and_look_seq_cst(int me)
{
	/* seq_cst: pairs with the other's load; else both may miss the other's flag */
	ar_store_seq_cst(&flags[me], 1);
	/* seq_cst: pairs with the other's store; else both may miss the other's flag */
	return ar_load_seq_cst(&flags[!me]);
}

static bool raise_and_look_fence(int me)
{
	/* relaxed: the fence orders it */
	ar_store_relaxed(&flags[me], 1);
	/* seq_cst: pairs with the other's fence; else both may miss the other's flag */
	ar_fence_seq_cst();
	/* relaxed: the fence orders it */
	return ar_load_relaxed(&flags[!me]);
}

static bool (*raise_and_look)(int me);

static void *one_round(void *arg)
{
	const int me = arg != NULL;

	start_together();
	saw_other[me] = raise_and_look(me);
	return NULL;
}

static void both(bool (*how)(int me))
{
	raise_and_look = how;
	for (int i = 0; i < AR_ITERATIONS(500, 1); i++) {
		pthread_t threads[2];

		ar_init(&flags[0], 0);
		ar_init(&flags[1], 0);
		ar_init(&arrived, 0);
		pthread_create(&threads[0], NULL, one_round, NULL);
		pthread_create(&threads[1], NULL, one_round, &threads[0]);
		pthread_join(threads[0], NULL);
		pthread_join(threads[1], NULL);
		assert(saw_other[0] || saw_other[1]);
	}
}

int main(void)
{
	VALUES(int, INT32_MIN, INT32_MAX);
	VALUES(uint8_t, 0, UINT8_MAX);
	both(raise_and_look_seq_cst);
	both(raise_and_look_fence);
	return 0;
}
