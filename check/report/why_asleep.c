/* Why a thread that waits on a condition variable is not woken. */
#include "resolved.h"

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

/* The unlock that is part of the wait. */
static uint32_t unlock_of(const struct report *r, uint32_t wait)
{
	for (uint32_t i = wait + 1; i < r->step_count; i++)
		if (r->steps[i].thread == r->steps[wait].thread && !r->inside[i])
			return r->steps[i].kind == ACQ_STEP_UNLOCK ? i : ACQ_NO_STEP;
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
		return "wakes nobody: nobody waits yet";
	if (s->op == ACQ_CALL_BROADCAST)
		return "wakes all who wait at that time";
	return arena_print(r->arena, "wakes %s", thread_name(r, s->peer));
}

/* What about the program lets the signal come too early, or the sleeper overlook what it was told. */
static void tell_gap(struct report *r, uint32_t wait, uint32_t signal)
{
	const struct acq_step *w = &r->steps[wait], *s = &r->steps[signal];
	uint32_t unlock = unlock_of(r, wait);

	if (unlock == ACQ_NO_STEP || w->thread == s->thread)
		return;
	const char *mutex = object_name(r, unlock), *waker = thread_name(r, s->thread),
		   *sleeper = thread_name(r, w->thread);
	if (last_before(r, signal, s->thread, ACQ_STEP_LOCK, 0, r->steps[unlock].addr) == ACQ_NO_STEP) {
		const char *gap = s->value_read ? "so nothing makes %s see what was changed before"
		                                : "so the signal can come after %s has found that it has to "
		                                  "wait, and before it waits";
		why_say(r, arena_print(r->arena, "%s has not locked `%s` when it signals: %s.", waker, mutex,
		                       arena_print(r->arena, gap, sleeper)));
		r->advice = arena_print(r->arena,
		                        "Change what %s waits for with `%s` locked; to signal afterwards is "
		                        "early enough then.",
		                        sleeper, mutex);
		return;
	}
	if (s->value_read)
		return;
	why_say(r, arena_print(r->arena,
	                       "A condition variable remembers no signals, and %s waits after the signal has "
	                       "come.",
	                       sleeper));
	r->advice =
		arena_print(r->arena,
	                    "Before it waits, let %s check with `%s` locked whether what it waits for has "
	                    "happened already.",
	                    sleeper, mutex);
}

void why_asleep(struct report *r, uint32_t step)
{
	const struct acq_step *sleeper = &r->steps[step];
	uint32_t wait = last_before(r, step, sleeper->thread, ACQ_STEP_CALL, ACQ_CALL_WAIT, sleeper->addr);
	uint32_t early = ACQ_NO_STEP, last = ACQ_NO_STEP;
	uint32_t signals[MOST_SIGNALS];
	size_t count = 0;

	if (sleeper->op == ACQ_CALL_LIBRARY) {
		why_say(r, arena_print(r->arena,
		                       "%s sleeps at %s in `%s`, and no thread is left that would wake it.",
		                       thread_name(r, sleeper->thread), place_words(r, step_frame(r, step)),
		                       library_words(r, step)));
		return;
	}
	if (sleeper->op == ACQ_CALL_FUTEX_WOKEN) {
		why_asleep_on_futex(r, step);
		return;
	}
	why_say(r, arena_print(r->arena, "%s waits on `%s` at %s, and no thread is left that would wake it.",
	                       thread_name(r, sleeper->thread), object_name(r, step),
	                       place_words(r, step_frame(r, step))));
	for (uint32_t i = (uint32_t)r->step_count; i-- > 0 && count < MOST_SIGNALS;) {
		const struct acq_step *s = &r->steps[i];
		if (!is_signal(s, sleeper->addr))
			continue;
		if (last == ACQ_NO_STEP)
			last = i;
		if (!s->value_read && early == ACQ_NO_STEP)
			early = i;
		signals[count++] = i;
	}
	for (size_t i = count; i-- > 0;)
		why_quote(r, signals[i], !r->steps[signals[i]].value_read,
		          effect_words(r, &r->steps[signals[i]]));
	if (!count)
		why_say(r, arena_print(r->arena, "Nothing signals `%s` in this execution.",
		                       object_name(r, step)));
	else if (wait != ACQ_NO_STEP)
		tell_gap(r, wait, early == ACQ_NO_STEP ? last : early);
}
