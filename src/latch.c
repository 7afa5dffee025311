#include <acqrel/latch.h>

#include "sleep.h"
#include "patience.h"
#include "specifications/latch.h"

#define SLEEPERS (UINT32_C(1) << 31)

/* Looks whether it is open for a moment. */
static void spin(const ar_latch *latch)
{
	struct patience p = patience_for(latch);
	uint32_t found;

	do {
		/*
		 * relaxed: only a hint when to look; what has happened is acquired by the thread that looks
		 */
		found = ar_load_relaxed(&latch->word);
	} while (found != 0 && be_patient(&p));
}

bool ar_latch_wait_slowly(ar_latch *latch, ar_time deadline)
{
	bool time_left = true;
	uint32_t found;

	spin(latch);
	/* acquire: pairs with the release of each count_down(); else we may not see what has happened */
	while ((found = ar_load_acquire(&latch->word)) != 0) {
		if (!time_left)
			return false;
		time_left = sleep_with_bit(&latch->word, found, SLEEPERS, deadline);
	}
	return true;
}

void ar_latch_wake(ar_latch *latch)
{
	ar_os_wake_all(&latch->word);
}

/* --- As specified ------------------------------------------------------------------------------------ */

bool ar_latch_is_open_modelled_(const ar_latch *latch)
{
	return ar_model_step((void *)(uintptr_t)&latch->word, &latch_waits.tries, 0) == 0;
}

bool ar_latch_count_down_modelled_(ar_latch *latch, uint32_t things)
{
	return ar_model_step(&latch->word, &latch_counts, things) >= things;
}

bool ar_latch_wait_modelled_(ar_latch *latch, ar_time deadline)
{
	return specified_wait_until(&latch->word, &latch_waits, 0, deadline);
}
