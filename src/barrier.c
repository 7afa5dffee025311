#include <acqrel/barrier.h>

#include "sleep.h"
#include "patience.h"
#include "specifications/barrier.h"

#define SLEEPERS UINT32_C(1)
#define ARRIVED  UINT32_C(2)         /* one thread */
#define PHASE    (UINT32_C(1) << 17) /* one phase */

static bool same_phase(uint32_t a, uint32_t b)
{
	return (a ^ b) < PHASE;
}

/* Looks whether the others have arrived for a moment. */
static void spin(const ar_barrier *barrier, uint32_t phase)
{
	struct patience p = patience_for(barrier);
	uint32_t found;

	do {
		/*
		 * relaxed: only a hint when to look; what the others did is acquired by the thread that looks
		 */
		found = ar_load_relaxed(&barrier->word);
	} while (same_phase(found, phase) && be_patient(&p));
}

static void wait_for_last(ar_barrier *barrier, uint32_t phase)
{
	uint32_t found;

	spin(barrier, phase);
	/* acquire: pairs with the releases of all arrivals; else we may miss what the others did before */
	while (found = ar_load_acquire(&barrier->word), same_phase(found, phase))
		sleep_with_bit(&barrier->word, found, SLEEPERS, AR_NEVER);
}

static bool wait_modelled(ar_barrier *barrier, unsigned threads, const char *name, const char *function,
                          const char *place)
{
	uint64_t found = ar_model_step(&barrier->word, &barrier_arrives, threads);
	unsigned arrived = (unsigned)(found % SPECIFIED_PHASE) + 1;

	if (threads < 1 || threads > AR_BARRIER_MOST)
		ar_misuse("the barrier", name, "was waited at", function, place,
		          "for a number of threads that is not from 1 to 65535");
	if (arrived > threads)
		ar_misuse("the barrier", name, "was waited at", function, place,
		          "where more threads wait already than are to meet");
	if (arrived < threads)
		ar_model_step(&barrier->word, &barrier_passes, found);
	return arrived == threads;
}

bool ar_barrier_wait_by(ar_barrier *barrier, unsigned threads, const char *name, const char *function,
                        const char *place)
{
	if (ar_modelled("ar_barrier"))
		return wait_modelled(barrier, threads, name, function, place);
	/*
	 * acq_rel: releases to the acquire of those who wait, and acquires from those who came before; else
	 * one of us may miss what another did before
	 */
	uint32_t found = ar_fetch_add_acq_rel(&barrier->word, ARRIVED);
	unsigned arrived = (found & (PHASE - 1)) / ARRIVED + 1;

	if (AR_UNLIKELY_(threads < 1 || threads > AR_BARRIER_MOST))
		ar_misuse("the barrier", name, "was waited at", function, place,
		          "for a number of threads that is not from 1 to 65535");
	if (AR_UNLIKELY_(arrived > threads))
		ar_misuse("the barrier", name, "was waited at", function, place,
		          "where more threads wait already than are to meet");
	if (arrived < threads) {
		wait_for_last(barrier, found);
		return false;
	}
	/*
	 * relaxed: what all have released by arriving is published by whatever read-modify-write comes
	 * after it
	 */
	if (ar_swap_relaxed(&barrier->word, (found & ~(PHASE - 1)) + PHASE) & SLEEPERS)
		ar_os_wake_all(&barrier->word);
	return true;
}
