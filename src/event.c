#include <acqrel/event.h>

#include "sleep.h"
#include "patience.h"
#include "specifications/event.h"

enum { SET = 1, SLEEPERS = 2 };

/* Whether it is set, or has been since the word was `before`: only set() changes the number. */
static bool has_been_set(uint32_t before, uint32_t now)
{
	return now & SET || (before ^ now) > (SET | SLEEPERS);
}

/* Looks whether it is set for a moment. */
static void spin(const ar_event *event, uint32_t before)
{
	struct patience p = patience_for(event);
	uint32_t now;

	do {
		/*
		 * relaxed: only a hint when to look; what it announces is acquired by the thread that looks
		 */
		now = ar_load_relaxed(&event->word);
	} while (!has_been_set(before, now) && be_patient(&p));
}

bool ar_event_wait_slowly(ar_event *event, ar_time deadline)
{
	/* relaxed: if it is set already, the loop sees that, too */
	uint32_t before = ar_load_relaxed(&event->word), now;
	bool time_left = true;

	spin(event, before);
	/* acquire: pairs with the release in set(); else we may not see what it announces */
	while (now = ar_load_acquire(&event->word), !has_been_set(before, now)) {
		if (!time_left)
			return false;
		time_left = sleep_with_bit(&event->word, now, SLEEPERS, deadline);
	}
	return true;
}

void ar_event_wake(ar_event *event)
{
	ar_os_wake_all(&event->word);
}

/* --- As specified ------------------------------------------------------------------------------------ */

bool ar_event_is_set_modelled_(const ar_event *event)
{
	return ar_model_step((void *)(uintptr_t)&event->word, &event_looks, 0) & 1;
}

void ar_event_set_modelled_(ar_event *event)
{
	ar_model_step(&event->word, &event_sets, 0);
}

void ar_event_reset_modelled_(ar_event *event)
{
	ar_model_step(&event->word, &event_resets, 0);
}

bool ar_event_wait_modelled_(ar_event *event, ar_time deadline)
{
	uint64_t before = ar_model_step(&event->word, &event_looks, 0);

	return before & 1 || specified_wait_until(&event->word, &event_waits, before, deadline);
}
