/*
 * <acqrel/semaphore.h>: a number of permits that threads take and give, in four bytes.
 *
 *	static ar_semaphore slots = AR_SEMAPHORE_INIT(8);       // zero-filled: no permits
 *
 *	ar_semaphore_wait(&slots);              // takes one, sleeping until there is one
 *	use_a_slot();
 *	ar_semaphore_post(&slots);              // gives one, to the thread that comes first
 *
 * For limiting how many do something at once, and for counting what has been made for others to take. The
 * thread that gives a permit need not have taken one. Where there is never more than one, ar_binary_semaphore
 * below is a little cheaper, and giving what is there already does no harm.
 *
 * The word             meaning                         who may change it, to what
 * n, below 2^31        n permits                       post, to n + 1; wait, if n > 0, to n - 1
 * n, with the top bit  n permits, and threads may      post, to n + 1 without the bit, who then wakes one;
 *                      sleep                           the one woken takes a permit, and puts the bit back
 *                                                      for the others; a thread that is about to sleep sets
 *                                                      the bit, if n is 0
 *
 * As with a mutex, a thread that comes at the right moment overtakes those that sleep, and a thread that
 * finds no permit looks for a moment before it sleeps. Posting is no system call unless a thread may be
 * asleep. A second post may come before the one whom the first has woken has put the bit back, and then wakes
 * no thread; so the thread that has slept and leaves permits behind wakes the next.
 *
 * What a thread did before it gave a permit happens before whatever is done with a permit taken later. A
 * semaphore may be moved or its memory reused while no thread can be using it, and there is nothing to
 * destroy. A thread that has got its permit may free it if no other thread is going to use it: post does not
 * touch it any more once the permit is there.
 */
#ifndef ACQREL_SEMAPHORE_H
#define ACQREL_SEMAPHORE_H

#include <acqrel/api.h>
#include <acqrel/atomic.h>
#include <acqrel/misuse.h>
#include <acqrel/model.h>
#include <acqrel/time.h>

typedef struct ar_semaphore {
	ar_atomic_u32 word;
} ar_semaphore;

/* The most permits that there can be. */
#define AR_SEMAPHORE_MOST UINT32_C(0x7fffffff)

/* clang-format off */
#define AR_SEMAPHORE_INIT(permits) { AR_ATOMIC_INIT(permits) }
/* clang-format on */

/* Takes a permit, waiting until there is one. */
static inline void ar_semaphore_wait(ar_semaphore *s);

/* Takes a permit if there is one, and returns whether it did. */
static inline bool ar_semaphore_try_wait(ar_semaphore *s);

/*
 * Takes a permit, waiting until `deadline` at most, and returns whether it did. One that is there is taken
 * anyway.
 */
static inline bool ar_semaphore_wait_until(ar_semaphore *s, ar_time deadline);

/*
 * void ar_semaphore_post(ar_semaphore *s): gives a permit, and wakes a thread that sleeps for one. There must
 * not be AR_SEMAPHORE_MOST already: that aborts with a sentence that names it and the caller.
 */
#define ar_semaphore_post(s) ar_semaphore_post_by(s, #s, AR_CALLER)

/* How many permits there were a moment ago. For logs and tests: nothing follows from it. */
static inline uint32_t ar_semaphore_count(const ar_semaphore *s);

/*
 * A semaphore that has one permit or none. For telling one thread that there is something to do: however
 * often it was posted while it was busy, it comes round once more.
 *
 * The word    meaning                       who may change it, to what
 * 0           nothing                       post, to 1; a thread that is about to sleep, to 2
 * 1           a permit                      wait, to 0, or to 2 if it has slept: others may sleep still
 * 2           nothing, threads may sleep    post, to 1, who then wakes one of them
 */
typedef struct ar_binary_semaphore {
	ar_atomic_u32 word;
} ar_binary_semaphore;

/* posted: 0 or 1. */
/* clang-format off */
#define AR_BINARY_SEMAPHORE_INIT(posted) { AR_ATOMIC_INIT(posted) }
/* clang-format on */

/* As for ar_semaphore. */
static inline void ar_binary_semaphore_wait(ar_binary_semaphore *s);
static inline bool ar_binary_semaphore_try_wait(ar_binary_semaphore *s);
static inline bool ar_binary_semaphore_wait_until(ar_binary_semaphore *s, ar_time deadline);

/*
 * Makes sure that there is a permit, and wakes a thread that sleeps for one. If there was one already, there
 * is still one, and the thread that takes it sees what all who posted have done.
 */
static inline void ar_binary_semaphore_post(ar_binary_semaphore *s);

/* --- How it works ----------------------------------------------------------------------------------- */

AR_BEGIN_DECLARATIONS
/* The rest, when there is no permit or threads may sleep: src/semaphore.c. */
/* In a program that is checked on the word of their specifications: <acqrel/model.h>. */
AR_API AR_COLD bool ar_semaphore_wait_modelled_(ar_semaphore *s, ar_time deadline);
AR_API AR_COLD void ar_semaphore_post_modelled_(ar_semaphore *s, const char *name, const char *function,
                                                const char *place);
AR_API AR_COLD bool ar_binary_semaphore_wait_modelled_(ar_binary_semaphore *s, ar_time deadline);
AR_API AR_COLD void ar_binary_semaphore_post_modelled_(ar_binary_semaphore *s);
AR_API AR_COLD bool ar_semaphore_wait_slowly(ar_semaphore *s, ar_time deadline);
AR_API AR_COLD void ar_semaphore_post_slowly(ar_semaphore *s, const char *name, const char *function,
                                             const char *place);
AR_API AR_COLD bool ar_binary_semaphore_wait_slowly(ar_binary_semaphore *s, ar_time deadline);
AR_API AR_COLD void ar_binary_semaphore_wake(ar_binary_semaphore *s);
AR_END_DECLARATIONS

static inline bool ar_semaphore_try_wait(ar_semaphore *s)
{
	if (ar_modelled("ar_semaphore"))
		return ar_semaphore_wait_modelled_(s, 0);
	/* relaxed: the exchange confirms it */
	uint32_t found = ar_load_relaxed(&s->word);

	while (found & AR_SEMAPHORE_MOST) {
		/*
		 * acquire, relaxed if it fails: pairs with the release in post(); else we may not see what
		 * was made
		 */
		if (AR_LIKELY_(ar_cas_weak_acquire_relaxed(&s->word, &found, found - 1)))
			return true;
	}
	return false;
}

static inline void ar_semaphore_wait(ar_semaphore *s)
{
	if (ar_modelled("ar_semaphore"))
		ar_semaphore_wait_modelled_(s, AR_NEVER);
	else if (AR_UNLIKELY_(!ar_semaphore_try_wait(s)))
		ar_semaphore_wait_slowly(s, AR_NEVER);
}

static inline bool ar_semaphore_wait_until(ar_semaphore *s, ar_time deadline)
{
	if (ar_modelled("ar_semaphore"))
		return ar_semaphore_wait_modelled_(s, deadline);
	return AR_LIKELY_(ar_semaphore_try_wait(s)) || ar_semaphore_wait_slowly(s, deadline);
}

static inline void ar_semaphore_post_by(ar_semaphore *s, const char *name, const char *function,
                                        const char *place)
{
	if (ar_modelled("ar_semaphore")) {
		ar_semaphore_post_modelled_(s, name, function, place);
		return;
	}
	/* relaxed: the exchange confirms it */
	uint32_t found = ar_load_relaxed(&s->word);

	while (AR_LIKELY_(found < AR_SEMAPHORE_MOST)) {
		/*
		 * release, relaxed if it fails: pairs with the acquire in wait(); else the taker may miss
		 * what we did
		 */
		if (AR_LIKELY_(ar_cas_weak_release_relaxed(&s->word, &found, found + 1)))
			return;
	}
	ar_semaphore_post_slowly(s, name, function, place);
}

static inline uint32_t ar_semaphore_count(const ar_semaphore *s)
{
	/* relaxed: by the time anybody looks at it, it is history */
	return ar_load_relaxed(&s->word) & AR_SEMAPHORE_MOST;
}

static inline bool ar_binary_semaphore_try_wait(ar_binary_semaphore *s)
{
	uint32_t posted = 1;

	if (ar_modelled("ar_binary_semaphore"))
		return ar_binary_semaphore_wait_modelled_(s, 0);
	/*
	 * acquire, relaxed if it fails: pairs with the release in post(); else we may not see what was made
	 */
	return ar_cas_strong_acquire_relaxed(&s->word, &posted, 0);
}

static inline void ar_binary_semaphore_wait(ar_binary_semaphore *s)
{
	if (ar_modelled("ar_binary_semaphore"))
		ar_binary_semaphore_wait_modelled_(s, AR_NEVER);
	else if (AR_UNLIKELY_(!ar_binary_semaphore_try_wait(s)))
		ar_binary_semaphore_wait_slowly(s, AR_NEVER);
}

static inline bool ar_binary_semaphore_wait_until(ar_binary_semaphore *s, ar_time deadline)
{
	if (ar_modelled("ar_binary_semaphore"))
		return ar_binary_semaphore_wait_modelled_(s, deadline);
	return AR_LIKELY_(ar_binary_semaphore_try_wait(s)) || ar_binary_semaphore_wait_slowly(s, deadline);
}

static inline void ar_binary_semaphore_post(ar_binary_semaphore *s)
{
	if (ar_modelled("ar_binary_semaphore")) {
		ar_binary_semaphore_post_modelled_(s);
		return;
	}
	/* release: pairs with the acquire in wait(); else the taker may miss what we did */
	if (AR_UNLIKELY_(ar_swap_release(&s->word, 1) == 2))
		ar_binary_semaphore_wake(s);
}

#endif
