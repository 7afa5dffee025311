/*
 * Which locks are held where nothing orders two accesses, and which lock the other accesses to the same bytes
 * hold. With that lock held at both, one of the two comes before the other in every execution.
 */
#include "report/explain/why_locks.h"

#include "protocol/step.h"
#include "protocol/verdict.h"
#include "report/explain/fixes.h"
#include "report/explain/why.h"
#include "report/explain/why_stale.h"
#include "report/names.h"
#include "report/rows.h"
#include "report/source/places.h"
#include "report/source/stacks.h"

#include <string.h>

#define MOST_ACCESSES 100 /* that are looked at */
#define MOST_PLACES   3   /* that are named */

/* The set that the thread has from its next step on, having taken this lock, or given it up. */
static const struct held *changed(struct report *r, const struct held *before, uint32_t step, bool taken)
{
	struct held *h = arena_alloc(r->arena, sizeof *h);
	size_t i = 0;

	if (taken)
		h->at[h->count++] = step;
	while (!taken && i < before->count && r->steps[before->at[i]].addr != r->steps[step].addr)
		h->at[h->count++] = before->at[i++];
	if (!taken)
		i++;
	while (i < before->count && h->count < MOST_HELD)
		h->at[h->count++] = before->at[i++];
	return h;
}

/* For all steps at once: an execution of ten thousand steps is asked about each pair of them. */
static void find_held(struct report *r)
{
	static const struct held none;
	const struct held **now = arena_alloc(r->arena, (r->thread_count + 1) * sizeof *now);

	r->held = arena_alloc(r->arena, (r->step_count + 1) * sizeof *r->held);
	for (uint32_t i = 0; i < r->step_count; i++) {
		const struct acq_step *s = &r->steps[i];
		const struct held *h = now[s->thread] ? now[s->thread] : &none;
		r->held[i] = h;
		if (s->kind == ACQ_STEP_LOCK || (s->kind == ACQ_STEP_UNLOCK && is_held(r, h, s->addr)))
			now[s->thread] = changed(r, h, i, s->kind == ACQ_STEP_LOCK);
	}
}

struct held held_at(struct report *r, uint32_t step)
{
	if (!r->held)
		find_held(r);
	return *r->held[step];
}

static bool for_reading(const struct report *r, uint32_t lock)
{
	return r->steps[lock].op == ACQ_CALL_READ_LOCK;
}

bool is_held(const struct report *r, const struct held *h, uint64_t lock)
{
	for (size_t i = 0; i < h->count; i++)
		if (r->steps[h->at[i]].addr == lock)
			return true;
	return false;
}

static bool writes(const struct acq_step *s)
{
	return step_changes(s) || s->kind == ACQ_STEP_FREE;
}

/* The thread was alone before it created another. */
uint32_t first_create(const struct report *r)
{
	for (uint32_t i = 0; i < r->step_count; i++)
		if (r->steps[i].kind == ACQ_STEP_CREATE)
			return i;
	return 0;
}

bool steps_meet(const struct acq_step *a, const struct acq_step *b)
{
	return (step_is_plain(b) || b->kind <= ACQ_STEP_CAS_FAILED) && a->addr < b->addr + b->len &&
	       b->addr < a->addr + a->len;
}

/*
 * The places of the accesses to the same bytes that hold the lock, but for these two; *all: whether all do.
 */
static const char *places_with(struct report *r, uint64_t lock, uint32_t first, uint32_t second, bool *all)
{
	const char *places[MOST_PLACES], *words = NULL;
	size_t n = 0, looked = 0, k;

	*all = true;
	for (uint32_t i = first_create(r); i < r->step_count && looked < MOST_ACCESSES; i++) {
		if (i == first || i == second || !steps_meet(&r->steps[first], &r->steps[i]))
			continue;
		looked++;
		struct held h = held_at(r, i);
		if (!is_held(r, &h, lock)) {
			*all = false;
			continue;
		}
		const char *place = place_words(r, step_frame(r, i));
		for (k = 0; k < n && strcmp(places[k], place);)
			k++;
		bool own = !strcmp(place, place_words(r, step_frame(r, first))) ||
		           !strcmp(place, place_words(r, step_frame(r, second)));
		if (k == n && n < MOST_PLACES && !own)
			places[n++] = place;
	}
	for (k = 0; k < n; k++)
		words = arena_print(r->arena, "%s%s%s", words ? words : "",
		                    !k          ? ""
		                    : k + 1 < n ? ", "
		                                : " and ",
		                    places[k]);
	return words;
}

static const char *thread_of(const struct report *r, uint32_t step)
{
	return thread_name(r, r->steps[step].thread);
}

static const char *held_words(struct report *r, uint32_t step, const struct held *h)
{
	const char *words = NULL;

	for (size_t i = h->count; i-- > 0;)
		words = arena_print(r->arena, "%s%s`%s`%s", words ? words : "", words ? " and " : "",
		                    object_name(r, h->at[i]), for_reading(r, h->at[i]) ? " for reading" : "");
	return arena_print(r->arena, "%s holds %s at %s", thread_of(r, step), words ? words : "no lock",
	                   place_words(r, step_frame(r, step)));
}

/* One of the two holds the lock and the other holds none. */
static void tell_missing(struct report *r, uint32_t with, uint32_t without, uint32_t lock)
{
	bool all;
	const char *name = object_name(r, lock), *place = place_words(r, step_frame(r, without)),
		   *others = places_with(r, r->steps[lock].addr, with, without, &all);
	uint8_t op = r->steps[lock].op;
	const char *verb = op != ACQ_CALL_READ_LOCK && op != ACQ_CALL_WRITE_LOCK ? "Hold"
	                   : writes(&r->steps[without])                          ? "Write-lock"
	                                                                         : "Read-lock";

	if (others)
		why_say(r, arena_print(r->arena, "`%s` is held at %s as well, %s.", name, others,
		                       all ? "where the same memory is accessed"
		                           : "where the same memory is accessed, if not everywhere"));
	if (!r->run->fix_count && !r->run->no_lock_fixes) /* else help has said it */
		r->advice = arena_print(r->arena, "%s `%s` at %s too.", verb, name, place);
}

/* Neither holds any, but others do. */
static void tell_others(struct report *r, uint32_t first, uint32_t second)
{
	for (uint32_t i = first_create(r); i < r->step_count; i++) {
		if (i == first || i == second || !steps_meet(&r->steps[first], &r->steps[i]))
			continue;
		struct held h = held_at(r, i);
		if (!h.count)
			continue;
		why_say(r, arena_print(r->arena,
		                       "%s; %s holds no lock at %s. The same memory is accessed at %s with "
		                       "`%s` locked.",
		                       held_words(r, first, &(struct held){.count = 0}), thread_of(r, second),
		                       place_words(r, step_frame(r, second)),
		                       place_words(r, step_frame(r, i)), object_name(r, h.at[0])));
		return;
	}
}

void why_locks(struct report *r, uint32_t first, uint32_t second, bool chain)
{
	struct held a = held_at(r, first), b = held_at(r, second);

	if (!a.count && !b.count) {
		tell_others(r, first, second);
		return;
	}
	why_say(r, arena_print(r->arena, "%s; %s.", held_words(r, first, &a), held_words(r, second, &b)));
	/*
	 * Where the one is meant to come after the other through atomics, the lock need not be what is
	 * missing.
	 */
	bool race = r->verdict == ACQ_DATA_RACE && !chain && !fix_is_about_orders(r);
	if (a.count && b.count && is_held(r, &b, r->steps[a.at[0]].addr)) {
		if (for_reading(r, a.at[0]))
			why_say(r, "A lock that is held for reading excludes only threads that "
			           "write-lock it.");
	} else if (a.count && b.count) {
		why_say(r, "Two different locks do not exclude each other.");
	} else if (race && a.count && (!for_reading(r, a.at[0]) || !writes(&r->steps[first]))) {
		tell_missing(r, first, second, a.at[0]);
	} else if (race && b.count && (!for_reading(r, b.at[0]) || !writes(&r->steps[second]))) {
		tell_missing(r, second, first, b.at[0]);
	}
}
