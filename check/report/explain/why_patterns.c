/*
 * Mistakes that have a name. Each is recognized by what has happened in the execution, so that what is said
 * about it holds, whether or not it is what led to the error.
 */
#include "protocol/step.h"
#include "report/explain/fixes.h"
#include "report/explain/why.h"
#include "report/explain/why_stale.h"
#include "report/names.h"
#include "report/resolved.h"
#include "report/source/places.h"
#include "report/source/stacks.h"
#include "report/words.h"

static bool loads(const struct acq_step *s)
{
	return s->kind == ACQ_STEP_LOAD || s->kind == ACQ_STEP_CAS_FAILED;
}

/* --- Lost update: two threads read the same write, and both write back ------------------------------ */

/* The thread's plain store to what it read at `load`, without having read it anew; ACQ_NO_STEP: none. */
static uint32_t store_back(const struct report *r, uint32_t load)
{
	const struct acq_step *s = &r->steps[load];

	for (uint32_t i = load + 1; i < r->step_count; i++) {
		const struct acq_step *t = &r->steps[i];
		if (t->thread != s->thread || t->addr != s->addr || t->kind > ACQ_STEP_CAS_FAILED)
			continue;
		return t->kind == ACQ_STEP_STORE ? i : ACQ_NO_STEP;
	}
	return ACQ_NO_STEP;
}

static bool tell_lost_update(struct report *r, uint32_t a, uint32_t b)
{
	uint32_t store_a = store_back(r, a), store_b = store_back(r, b);
	struct value_type type = {0};
	const struct acq_step *s = &r->steps[a];

	if (store_a == ACQ_NO_STEP || store_b == ACQ_NO_STEP)
		return false;
	address_name(r, s->addr, s->len, &type);
	why_say(r,
	        arena_print(r->arena,
	                    "%s and %s both read the same %s from `%s` and then write to it, at %s and %s: "
	                    "one of the two updates is lost. A load and a store are two operations, "
	                    "whatever their orders; one that cannot be interrupted is a "
	                    "read-modify-write, such as atomic_fetch_add, or a compare-exchange.",
	                    thread_name(r, s->thread), thread_name(r, r->steps[b].thread),
	                    value_text(r, s->value_read, s->size, &type), object_name(r, a),
	                    place_words(r, step_frame(r, store_a)), place_words(r, step_frame(r, store_b))));
	return true;
}

static bool lost_update(struct report *r)
{
	for (uint32_t b = steps_start(r); b < r->step_count; b++) {
		const struct acq_step *s = &r->steps[b];
		if (s->kind != ACQ_STEP_LOAD)
			continue;
		for (uint32_t a = steps_start(r); a < b; a++) {
			const struct acq_step *t = &r->steps[a];
			if (t->kind == ACQ_STEP_LOAD && t->thread != s->thread && t->addr == s->addr &&
			    t->from == s->from && tell_lost_update(r, a, b))
				return true;
		}
	}
	return false;
}

/* --- ABA: a compare-exchange succeeds because a value has come back --------------------------------- */

/* The thread's last read of the bytes before the compare-exchange; ACQ_NO_STEP: it has written since. */
static uint32_t looked_at(const struct report *r, uint32_t cas)
{
	const struct acq_step *s = &r->steps[cas];

	for (uint32_t i = cas; i-- > steps_start(r);) {
		const struct acq_step *t = &r->steps[i];
		if (t->thread == s->thread && t->addr == s->addr && t->kind <= ACQ_STEP_CAS_FAILED)
			return loads(t) ? i : ACQ_NO_STEP;
	}
	return ACQ_NO_STEP;
}

/*
 * The last write of another value between what was looked at and what the compare-exchange read, as far as
 * read-modify-writes tell: each reads the one before it.
 */
static uint32_t other_value(const struct report *r, uint32_t look, uint32_t cas)
{
	uint64_t value = r->steps[cas].value_read;

	for (uint32_t w = r->steps[cas].from; w < r->step_count && w != r->steps[look].from;
	     w = r->steps[w].from) {
		if (r->steps[w].kind != ACQ_STEP_RMW && r->steps[w].kind != ACQ_STEP_CAS)
			return ACQ_NO_STEP;
		if (r->steps[w].value_read != value)
			return r->steps[w].from < r->step_count ? r->steps[w].from : ACQ_NO_STEP;
	}
	return ACQ_NO_STEP;
}

static bool tell_aba(struct report *r, uint32_t look, uint32_t cas, uint32_t other)
{
	const struct acq_step *s = &r->steps[cas], *back = &r->steps[s->from];
	struct value_type type = {0};

	address_name(r, s->addr, s->len, &type);
	const char *value = value_text(r, s->value_read, s->size, &type);
	why_say(r,
	        arena_print(
			r->arena,
			"%s reads %s from `%s` at %s, and its compare-exchange at %s finds %s again. It is "
			"not the same one: %s wrote %s in between, at %s, and %s wrote %s anew, at %s "
			"(ABA). What else %s read since %s may be out of date, and the compare-exchange does "
			"not notice.",
			thread_name(r, s->thread), value, object_name(r, cas),
			place_words(r, step_frame(r, look)), place_words(r, step_frame(r, cas)), value,
			thread_name(r, r->steps[other].thread),
			value_text(r, r->steps[other].value_written, s->size, &type),
			place_words(r, step_frame(r, other)), thread_name(r, back->thread), value,
			place_words(r, step_frame(r, s->from)), thread_name(r, s->thread),
			place_words(r, step_frame(r, look))));
	return true;
}

static bool aba(struct report *r)
{
	for (uint32_t i = (uint32_t)r->step_count; i-- > steps_start(r);) {
		const struct acq_step *s = &r->steps[i];
		if (s->kind != ACQ_STEP_CAS || s->from >= r->step_count)
			continue;
		uint32_t look = looked_at(r, i), other;
		if (look == ACQ_NO_STEP || r->steps[look].from == s->from ||
		    r->steps[look].value_read != s->value_read)
			continue;
		other = other_value(r, look, i);
		if (other != ACQ_NO_STEP)
			return tell_aba(r, look, i, other);
	}
	return false;
}

/* --- Store buffering: two threads write and then read what the other wrote, and both miss it -------- */

/* The last write of the thread of `before` ahead of that, which the read misses; ACQ_NO_STEP: none. */
static uint32_t missed_before(const struct report *r, uint32_t read, uint32_t before)
{
	for (uint32_t w = before; w-- > steps_start(r);)
		if (r->steps[w].thread == r->steps[before].thread && step_misses(r, read, w))
			return w;
	return ACQ_NO_STEP;
}

static bool tell_store_buffering(struct report *r, uint32_t a, uint32_t b)
{
	uint32_t write_a = missed_before(r, b, a), write_b = missed_before(r, a, b);

	if (write_a == ACQ_NO_STEP || write_b == ACQ_NO_STEP || r->steps[a].addr == r->steps[b].addr)
		return false;
	bool in_assembly =
		(r->steps[a].flags | r->steps[b].flags | r->steps[write_a].flags | r->steps[write_b].flags) &
		ACQ_STEP_ASSEMBLY;
	const char *one = thread_name(r, r->steps[a].thread), *other = thread_name(r, r->steps[b].thread);
	why_say(r, arena_print(r->arena,
	                       "%s and %s each write first and then read what the other writes, and "
	                       "both miss it (store buffering):",
	                       one, other));
	why_quote(r, write_a, false,
	          arena_print(r->arena, "%s, %s", one, order_name(r->steps[write_a].order)));
	why_quote(r, a, false,
	          arena_print(r->arena, "%s, %s: misses %s", one, order_name(r->steps[a].order),
	                      step_words(r, write_b)));
	why_quote(r, write_b, false,
	          arena_print(r->arena, "%s, %s", other, order_name(r->steps[write_b].order)));
	why_quote(r, b, false,
	          arena_print(r->arena, "%s, %s: misses %s", other, order_name(r->steps[b].order),
	                      step_words(r, write_a)));
	if (in_assembly) {
		why_say(r,
		        "On x86 a load can overtake an earlier store. With a fence between store and load in "
		        "both threads (mfence, or a locked instruction), one of the two loads could not miss "
		        "the other's store.");
		return true;
	}
	why_say(r,
	        fix_is_known(r)
	                ? "Release and acquire do not keep a load behind an earlier store."
	                : "Release and acquire do not keep a load behind an earlier store. With seq_cst for "
	                  "all four, or a seq_cst fence between store and load in both threads, one of the "
	                  "two loads could not miss the other's store.");
	return true;
}

#define MOST_STALE 100 /* reads that are looked at */

bool why_store_buffering(struct report *r)
{
	uint32_t stale[MOST_STALE];
	size_t n = 0;

	for (uint32_t i = (uint32_t)r->step_count; i-- > steps_start(r) && n < MOST_STALE;) {
		if (!(r->steps[i].flags & ACQ_STEP_STALE))
			continue;
		for (size_t k = 0; k < n; k++)
			if (r->steps[stale[k]].thread != r->steps[i].thread &&
			    tell_store_buffering(r, i, stale[k]))
				return true;
		stale[n++] = i;
	}
	return false;
}

bool why_patterns(struct report *r)
{
	return aba(r) || lost_update(r) || why_store_buffering(r);
}
