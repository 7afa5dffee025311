/*
 * <acqrel/latch.h>: a number of things that have to happen before threads may go on. Opens once, permanently.
 *
 *	ar_latch parts = AR_LATCH_INIT(3);      // zero-filled: open
 *
 *	ar_latch_count_down(&parts);            // a thread that has done one of them
 *
 *	ar_latch_wait(&parts);                  // a thread that needs them all
 *
 * For waiting until a number of tasks are done, and, with arrive_and_wait, for starting a number of threads
 * at the same moment. For meeting again and again, see <acqrel/barrier.h>.
 *
 * The word             meaning                          who may change it, to what
 * 0                    open                             no thread
 * n, below 2^31        n things have still to happen    count_down, to less; a thread that is about to sleep
 *                                                       sets the top bit
 * n, with the top bit  the same, threads may sleep      count_down, to less; a thread that makes that 0,
 *                                                       without the bit, wakes them all
 *
 * All that was done before any of the count_downs happens before what is done after waiting. A latch may be
 * moved or its memory reused while no thread can be using it; there is nothing to destroy. A thread that has
 * waited may free it if all who were to wait have: count_down does not touch it any more once it is open.
 */
#ifndef ACQREL_LATCH_H
#define ACQREL_LATCH_H

#include <acqrel/api.h>
#include <acqrel/atomic.h>
#include <acqrel/misuse.h>
#include <acqrel/model.h>
#include <acqrel/time.h>

typedef struct ar_latch {
	ar_atomic_u32 word;
} ar_latch;

/* For this many things, at most 2^31 - 1. */
/* clang-format off */
#define AR_LATCH_INIT(things) { AR_ATOMIC_INIT(things) }
/* clang-format on */

/* The same at run time, before any other thread can be using the latch. */
static inline void ar_latch_init(ar_latch *latch, uint32_t things);

/*
 * void ar_latch_count_down(ar_latch *latch, uint32_t things): so many of them have happened; the last opens
 * the latch. No more must be counted down than are left: that aborts with a sentence that names the latch and
 * the caller.
 */
#define ar_latch_count_down(latch, things) ar_latch_count_down_by(latch, things, #latch, AR_CALLER)

/* Whether it is open. Never waits. */
static inline bool ar_latch_is_open(const ar_latch *latch);

/* Waits until it is open. */
static inline void ar_latch_wait(ar_latch *latch);

/* The same, until `deadline` at most; returns whether it is open. */
static inline bool ar_latch_wait_until(ar_latch *latch, ar_time deadline);

/* void ar_latch_arrive_and_wait(ar_latch *latch): counts one down and waits for the others. */
#define ar_latch_arrive_and_wait(latch) ar_latch_arrive_and_wait_by(latch, #latch, AR_CALLER)

/* --- How it works ----------------------------------------------------------------------------------- */

AR_BEGIN_DECLARATIONS
/* The rest of wait, when it is not open, and of count_down, when threads may sleep: src/latch.c. */
AR_API AR_COLD bool ar_latch_wait_slowly(ar_latch *latch, ar_time deadline);
AR_API AR_COLD void ar_latch_wake(ar_latch *latch);
/* In a program that is checked on the word of their specifications: <acqrel/model.h>. */
AR_API AR_COLD bool ar_latch_is_open_modelled_(const ar_latch *latch);
AR_API AR_COLD bool ar_latch_count_down_modelled_(ar_latch *latch, uint32_t things);
AR_API AR_COLD bool ar_latch_wait_modelled_(ar_latch *latch, ar_time deadline);
AR_END_DECLARATIONS

static inline void ar_latch_init(ar_latch *latch, uint32_t things)
{
	ar_init(&latch->word, things);
}

static inline bool ar_latch_is_open(const ar_latch *latch)
{
	if (ar_modelled("ar_latch"))
		return ar_latch_is_open_modelled_(latch);
	/* acquire: pairs with the release of each count_down(); else we may not see what has happened */
	return ar_load_acquire(&latch->word) == 0;
}

static inline void ar_latch_count_down_by(ar_latch *latch, uint32_t things, const char *name,
                                          const char *function, const char *place)
{
	if (ar_modelled("ar_latch")) {
		if (!ar_latch_count_down_modelled_(latch, things))
			ar_misuse("the latch", name, "was counted down", function, place,
			          "by more than is left of it");
		return;
	}
	/* relaxed: the exchange confirms it */
	uint32_t found = ar_load_relaxed(&latch->word), left, next;

	do {
		left = found & UINT32_C(0x7fffffff);
		if (AR_UNLIKELY_(left < things))
			ar_misuse("the latch", name, "was counted down", function, place,
			          "by more than is left of it");
		next = left == things ? 0 : found - things;
		/*
		 * release, relaxed if it fails: pairs with the acquire of who waits; else it may miss what we
		 * did
		 */
	} while (AR_UNLIKELY_(!ar_cas_weak_release_relaxed(&latch->word, &found, next)));
	/* From here on it may be gone, and only its address is used. */
	if (next == 0 && found != left)
		ar_latch_wake(latch);
}

static inline bool ar_latch_wait_until(ar_latch *latch, ar_time deadline)
{
	if (ar_modelled("ar_latch"))
		return ar_latch_wait_modelled_(latch, deadline);
	return AR_LIKELY_(ar_latch_is_open(latch)) || ar_latch_wait_slowly(latch, deadline);
}

static inline void ar_latch_wait(ar_latch *latch)
{
	ar_latch_wait_until(latch, AR_NEVER);
}

static inline void ar_latch_arrive_and_wait_by(ar_latch *latch, const char *name, const char *function,
                                               const char *place)
{
	ar_latch_count_down_by(latch, 1, name, function, place);
	ar_latch_wait(latch);
}

#endif
