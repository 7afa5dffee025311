/* Why a thread that sleeps on a futex is not woken. */
#include "protocol/step.h"
#include "report/explain/why.h"
#include "report/explain/why_stale.h"
#include "report/names.h"
#include "report/resolved.h"
#include "report/source/places.h"
#include "report/source/stacks.h"

#define MOST_WAKES 4 /* that are explained */

static bool is_call(const struct acq_step *s, uint8_t call, uint64_t word)
{
	return s->kind == ACQ_STEP_CALL && s->op == call && s->addr == word;
}

/* Where the thread has begun to sleep. */
static const struct acq_step *beginning(const struct report *r, uint32_t step)
{
	for (uint32_t i = step; i-- > 0;)
		if (r->steps[i].thread == r->steps[step].thread && r->steps[i].kind == ACQ_STEP_CALL &&
		    r->steps[i].op == ACQ_CALL_FUTEX_WAIT)
			return &r->steps[i];
	return NULL;
}

static bool can_meet(const struct acq_step *wake, const struct acq_step *wait)
{
	return wake->high_read == wait->high_read && wake->high_written & wait->high_written;
}

static const char *effect_words(struct report *r, const struct acq_step *wake, const struct acq_step *wait)
{
	if (wake->value_written == 1)
		return arena_print(r->arena, "wakes %s", thread_name(r, wake->peer));
	if (wake->value_written)
		return arena_print(r->arena, "wakes %llu sleeping threads",
		                   (unsigned long long)wake->value_written);
	if (wake->high_read != wait->high_read)
		return wait->high_read ? "wakes no thread: the wait has FUTEX_PRIVATE_FLAG, this has not"
		                       : "wakes no thread: this has FUTEX_PRIVATE_FLAG, the wait has not";
	if (!(wake->high_written & wait->high_written))
		return arena_print(r->arena,
		                   "wakes no thread: its bits, 0x%llx, and those of the wait, 0x%llx, have "
		                   "none in common",
		                   (unsigned long long)wake->high_written,
		                   (unsigned long long)wait->high_written);
	return wake->value_read ? "wakes no thread" : "wakes no thread: none sleeps then";
}

/* The last step that changes the word to something else than the sleeper has found; ACQ_NO_STEP: none. */
static uint32_t last_change(const struct report *r, uint64_t word, uint16_t sleeper, uint64_t found)
{
	for (uint32_t i = (uint32_t)r->step_count; i-- > 0;) {
		const struct acq_step *s = &r->steps[i];
		if (s->addr == word && s->thread != sleeper && step_writes(s))
			return s->value_written != found ? i : ACQ_NO_STEP;
	}
	return ACQ_NO_STEP;
}

static bool wakes_after(const struct report *r, uint32_t change, const struct acq_step *wait)
{
	for (uint32_t i = change + 1; i < r->step_count; i++)
		if (r->steps[i].thread == r->steps[change].thread &&
		    is_call(&r->steps[i], ACQ_CALL_FUTEX_WAKE, wait->addr) && can_meet(&r->steps[i], wait))
			return true;
	return false;
}

/* What the kernel has read from the word right before the thread began to sleep. */
static const struct acq_step *look_before(const struct report *r, const struct acq_step *wait)
{
	for (const struct acq_step *s = wait; s-- > r->steps;)
		if (s->thread == wait->thread && s->kind == ACQ_STEP_LOAD && s->op == ACQ_CALL_FUTEX_WAIT)
			return s;
	return NULL;
}

/* What about the program lets the word change without a wake-up, or not change at all. */
static void tell_gap(struct report *r, uint32_t step, const struct acq_step *wait, uint32_t early)
{
	const struct acq_step *look = look_before(r, wait);
	uint32_t change = look ? last_change(r, wait->addr, wait->thread, look->value_read) : ACQ_NO_STEP;
	const char *word = object_name(r, step);

	if (change != ACQ_NO_STEP && !wakes_after(r, change, wait)) {
		why_say(r, arena_print(
				   r->arena,
				   "%s changes `%s` at %s, and after that wakes no thread that sleeps on it.",
				   thread_name(r, r->steps[change].thread), word,
				   place_words(r, step_frame(r, change))));
		return;
	}
	if (!look || early == ACQ_NO_STEP || change != ACQ_NO_STEP)
		return;
	why_say(r, arena_print(r->arena,
	                       "A futex remembers no wake-ups: a thread that comes later sleeps if `%s` has "
	                       "the value that it expects, as here.",
	                       word));
	const char *sleeper = thread_name(r, wait->thread);
	if (look->from < r->step_count && r->steps[look->from].thread != wait->thread)
		r->advice = arena_print(
			r->arena,
			"After %s has read the value of `%s` at which it will sleep, let it check once "
			"more whether it still has to wait.",
			sleeper, word);
	else
		r->advice = arena_print(
			r->arena, "Change `%s` before the wake-up, to a value at which %s does not sleep.",
			word, sleeper);
}

void why_asleep_on_futex(struct report *r, uint32_t step)
{
	const struct acq_step *sleeper = &r->steps[step], *wait = beginning(r, step);
	uint32_t early = ACQ_NO_STEP;
	size_t said = 0;

	why_say(r, arena_print(r->arena, "%s sleeps on `%s` at %s, and no thread is left that would wake it.",
	                       thread_name(r, sleeper->thread), object_name(r, step),
	                       place_words(r, step_frame(r, step))));
	for (uint32_t i = (uint32_t)r->step_count; wait && i-- > 0 && said < MOST_WAKES;) {
		const struct acq_step *s = &r->steps[i];
		if (!is_call(s, ACQ_CALL_FUTEX_WAKE, sleeper->addr))
			continue;
		if (!s->value_written && can_meet(s, wait))
			early = i;
		why_quote(r, i, !s->value_written, effect_words(r, s, wait));
		said++;
	}
	if (!said)
		why_say(r, arena_print(r->arena,
		                       "Nothing wakes the threads that sleep on `%s` in this execution.",
		                       object_name(r, step)));
	if (wait && wait->addr == sleeper->addr)
		tell_gap(r, step, wait, early);
}
