/* Why a thread that waits on a condition variable is not woken. */
#include "protocol/step.h"
#include "report/explain/library.h"
#include "report/explain/why.h"
#include "report/explain/why_missed.h"
#include "report/names.h"
#include "report/resolved.h"
#include "report/source/places.h"
#include "report/source/stacks.h"

#define MOST_SIGNALS 4 /* that are explained */

/* The last step of the thread before this one that is a call of this kind on the address; 0: any address. */
static uint32_t last_before(const struct report *r, uint32_t step, uint16_t thread, uint8_t kind,
                            uint8_t call, uint64_t address)
{
	while (step-- > 0) {
		const struct acq_step *s = &r->steps[step];
		if (s->thread == thread && s->kind == kind && (kind != ACQ_STEP_CALL || s->op == call) &&
		    (!address || s->addr == address))
			return step;
	}
	return ACQ_NO_STEP;
}

static bool is_signal(const struct acq_step *s, uint64_t condition)
{
	return s->kind == ACQ_STEP_CALL && s->addr == condition &&
	       (s->op == ACQ_CALL_SIGNAL || s->op == ACQ_CALL_BROADCAST);
}

static const char *effect_words(struct report *r, const struct acq_step *s)
{
	if (!s->value_read)
		return "wakes no thread: none waits yet";
	if (s->op == ACQ_CALL_BROADCAST)
		return "wakes all threads that wait then";
	return arena_print(r->arena, "wakes %s", thread_name(r, s->peer));
}

/* The signals that matter: those that came while it slept, or else the last ones. */
static bool matters(const struct report *r, uint32_t step, uint32_t wait, bool any_since)
{
	return is_signal(&r->steps[step], r->steps[wait].addr) && (!any_since || step > wait);
}

static size_t quote_signals(struct report *r, uint32_t wait)
{
	uint32_t signals[MOST_SIGNALS];
	size_t count = 0;
	bool any_since = false;

	for (uint32_t i = wait; i < r->step_count; i++)
		any_since |= is_signal(&r->steps[i], r->steps[wait].addr);
	for (uint32_t i = (uint32_t)r->step_count; i-- > 0 && count < MOST_SIGNALS;)
		if (matters(r, i, wait, any_since))
			signals[count++] = i;
	for (size_t i = count; i-- > 0;)
		why_quote(r, signals[i], !r->steps[signals[i]].value_read,
		          effect_words(r, &r->steps[signals[i]]));
	return count;
}

void why_asleep(struct report *r, uint32_t step)
{
	const struct acq_step *sleeper = &r->steps[step];
	uint32_t wait = last_before(r, step, sleeper->thread, ACQ_STEP_CALL, ACQ_CALL_WAIT, sleeper->addr);

	if (sleeper->op == ACQ_CALL_LIBRARY) {
		why_say(r, arena_print(r->arena,
		                       "%s sleeps at %s in `%s`, and no thread is left that would wake it.",
		                       thread_name(r, sleeper->thread), place_words(r, step_frame(r, step)),
		                       library_words(r, step)));
		return;
	}
	if (sleeper->op == ACQ_CALL_WORD) {
		why_say(r, arena_print(r->arena,
		                       "%s sleeps at %s until `%s` changes, and no thread is left that would "
		                       "change it.",
		                       thread_name(r, sleeper->thread), place_words(r, step_frame(r, step)),
		                       object_name(r, step)));
		return;
	}
	if (sleeper->op == ACQ_CALL_FUTEX_WOKEN) {
		why_asleep_on_futex(r, step);
		return;
	}
	why_say(r, arena_print(r->arena, "%s waits on `%s` at %s, and no thread is left that would wake it.",
	                       thread_name(r, sleeper->thread), object_name(r, step),
	                       place_words(r, step_frame(r, step))));
	if (wait == ACQ_NO_STEP)
		return;
	if (!quote_signals(r, wait))
		why_say(r, arena_print(r->arena, "Nothing signals `%s` in this execution.",
		                       object_name(r, step)));
	why_missed(r, wait);
}
