/*
 * Why a read is out of date: which write it missed, and why that does not come before it. If the reading
 * thread had learned of that write's thread by then, some read or write on the way gave no order: that is
 * the explanation. If it had not, the read simply came first, and that it did is all there is to say.
 */
#include "report/explain/why_stale.h"

#include "protocol/outcome.h"
#include "protocol/step.h"
#include "report/explain/why.h"
#include "report/explain/why_unordered.h"
#include "report/locations.h"
#include "report/names.h"
#include "report/source/places.h"
#include "report/source/stacks.h"
#include "report/words.h"

const char *written_words(struct report *r, const struct acq_step *s)
{
	if (s->from >= r->step_count)
		return "the initial value";
	return arena_print(r->arena, "written at %s", place_words(r, step_frame(r, s->from)));
}

#define LAST_STEPS 2000

uint32_t steps_start(const struct report *r)
{
	return r->step_count > LAST_STEPS ? (uint32_t)(r->step_count - LAST_STEPS) : 0;
}

bool step_writes(const struct acq_step *s)
{
	return s->kind == ACQ_STEP_STORE || s->kind == ACQ_STEP_RMW || s->kind == ACQ_STEP_CAS;
}

bool step_changes(const struct acq_step *s)
{
	return step_writes(s) || s->kind == ACQ_STEP_PLAIN_WRITE;
}

/* Whether the memory was put to another use between the two steps. */
static bool renewed(const struct report *r, const struct acq_step *s, uint32_t after, uint32_t before)
{
	for (uint32_t i = after + 1; i < before; i++) {
		const struct acq_step *t = &r->steps[i];
		bool renews = t->kind == ACQ_STEP_PLAIN_WRITE || t->kind == ACQ_STEP_ALLOC ||
		              t->kind == ACQ_STEP_FREE;
		if (renews && t->addr <= s->addr && s->addr - t->addr < t->len)
			return true;
	}
	return false;
}

bool step_misses(const struct report *r, uint32_t read, uint32_t write)
{
	const struct acq_step *s = &r->steps[read], *w = &r->steps[write];

	if (!(s->flags & ACQ_STEP_STALE) || !step_writes(w) || w->addr != s->addr || write == s->from)
		return false;
	if (write == s->newest)
		return true;
	if (s->from == ACQ_FROM_INIT)
		return !renewed(r, s, write, read);
	return s->from < write && r->steps[s->from].thread == w->thread;
}

/* Of the writes that the read misses and its thread could have known of, the last. */
static uint32_t missed_write(struct report *r, uint32_t read)
{
	const uint32_t *known = known_steps(r, read);

	for (uint32_t w = read; w-- > steps_start(r);) {
		uint16_t t = r->steps[w].thread;
		if (t < r->thread_count && t != r->steps[read].thread && known[t] != ACQ_NO_STEP &&
		    known[t] > w && step_misses(r, read, w))
			return w;
	}
	return ACQ_NO_STEP;
}

/* "main reads 0 from `x` at line 3, the initial value, although writer wrote 1 at line 9". */
static const char *reads_words(struct report *r, uint32_t read, uint32_t missed)
{
	const struct acq_step *s = &r->steps[read], *w = &r->steps[missed];
	struct value_type type = {0};

	address_name(r, s->addr, s->len, &type);
	return arena_print(r->arena, "%s reads %s from `%s` at %s, %s, although %s wrote %s at %s",
	                   thread_name(r, s->thread), value_text(r, s->value_read, s->size, &type),
	                   object_name(r, read), place_words(r, step_frame(r, read)), written_words(r, s),
	                   thread_name(r, w->thread), value_text(r, w->value_written, s->size, &type),
	                   place_words(r, step_frame(r, missed)));
}

#define MOST_STALE 4

/* Reads that missed what their thread could have known of; `thread`: only its own. */
static size_t tell_weak(struct report *r, uint16_t thread)
{
	size_t shown = 0;

	for (uint32_t i = (uint32_t)r->step_count; i-- > steps_start(r) && shown < MOST_STALE / 2;) {
		if (!(r->steps[i].flags & ACQ_STEP_STALE) ||
		    (thread != ACQ_NO_THREAD && r->steps[i].thread != thread))
			continue;
		uint32_t missed = missed_write(r, i);
		if (missed == ACQ_NO_STEP)
			continue;
		why_say(r, arena_print(r->arena, "%s.", reads_words(r, i, missed)));
		why_unordered(r, missed, i);
		shown++;
	}
	return shown;
}

/* Reads that came before what they missed. */
static size_t tell_early(struct report *r, uint16_t thread)
{
	size_t shown = 0;

	for (uint32_t i = 0; i < r->step_count && shown < MOST_STALE; i++) {
		const struct acq_step *s = &r->steps[i];
		if (!(s->flags & ACQ_STEP_STALE) || s->newest >= r->step_count || s->newest == s->from ||
		    (thread != ACQ_NO_THREAD && s->thread != thread))
			continue;
		why_say(r, arena_print(r->arena, "%s: nothing makes that write come before the read.",
		                       reads_words(r, i, s->newest)));
		shown++;
	}
	return shown;
}

void why_stale(struct report *r)
{
	struct location *l = location_of(r, ACQ_SITE_ACCESS);
	uint16_t thread = l ? l->site->thread : ACQ_NO_THREAD;

	if (why_patterns(r) || tell_weak(r, thread) || tell_weak(r, ACQ_NO_THREAD))
		return;
	if (!tell_early(r, thread))
		tell_early(r, ACQ_NO_THREAD);
}
