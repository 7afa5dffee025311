/* Going to sleep on a word of which one bit says that threads may sleep. */
#ifndef ACQREL_SRC_SLEEP_H
#define ACQREL_SRC_SLEEP_H

#include "os/os.h"

/* Sets `bit` in the word, which was `found` a moment ago. Returns false if it has changed. */
static inline bool ask_with_bit(ar_atomic_u32 *word, uint32_t found, uint32_t bit)
{
	if (found & bit)
		return true;
	/* relaxed, relaxed if it fails: no more than a request to be woken */
	return ar_cas_strong_relaxed_relaxed(word, &found, found | bit);
}

/*
 * The same, and sleeps until a thread that clears the bit wakes us. Comes back for no reason, too, and at
 * once if the word has changed. Returns false when the deadline has come.
 */
static inline bool sleep_with_bit(ar_atomic_u32 *word, uint32_t found, uint32_t bit, ar_time deadline)
{
	return ask_with_bit(word, found, bit) ? ar_os_wait(word, found | bit, deadline) : true;
}

#endif
