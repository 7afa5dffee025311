/* Why: what about the program makes the error possible. */
#include "report/explain/why.h"

#include "protocol/outcome.h"
#include "protocol/step.h"
#include "protocol/verdict.h"
#include "report/explain/why_stale.h"
#include "report/explain/why_unordered.h"
#include "report/source/places.h"
#include "report/source/stacks.h"
#include "report/words.h"

static struct why *add(struct report *r)
{
	r->why = arena_grow(r->arena, r->why, r->why_count, &r->why_room, sizeof *r->why);
	struct why *w = &r->why[r->why_count++];
	*w = (struct why){.step = ACQ_NO_STEP};
	return w;
}

void why_say(struct report *r, const char *sentence)
{
	add(r)->text = sentence;
}

void why_say_of(struct report *r, uint32_t step, const char *sentence)
{
	why_say(r, sentence);
	r->why[r->why_count - 1].step = step;
}

void why_quote(struct report *r, uint32_t step, bool fault, const char *remark)
{
	struct why *w = add(r);

	w->text = remark;
	w->code = step_frame(r, step);
	w->step = step;
	w->fault = fault;
}

const char *step_words(struct report *r, uint32_t step)
{
	static const char *const names[] = {
		"load",
		"store",
		"read-modify-write",
		"compare-exchange",
		"failed compare-exchange",
		"fence",
		"pthread_create",
		"start",
		"end",
		"pthread_join",
		"lock",
		"failed trylock",
		"unlock",
		"choice",
		"read",
		"write",
		"allocation",
		"free",
		"exit",
		"wait",
		"call",
	};
	uint8_t kind = r->steps[step].kind;

	return arena_print(r->arena, "the %s at %s",
	                   kind < sizeof names / sizeof names[0] ? names[kind] : "step",
	                   place_words(r, step_frame(r, step)));
}

#define MOST_FAILURES 3 /* that are explained */

/* What was made to fail, the last first: it is likelier to have led to the error. */
static void why_failures(struct report *r)
{
	size_t said = 0;

	for (uint32_t i = (uint32_t)r->step_count; i-- > 0 && said < MOST_FAILURES;) {
		const struct acq_step *s = &r->steps[i];
		if (s->flags & ACQ_STEP_SPURIOUS)
			why_quote(r, i, false, "fails spuriously here");
		else if (s->kind == ACQ_STEP_CHOICE && s->op != ACQ_CHOICE_ASKED)
			why_quote(r, i, false, arena_print(r->arena, "%s here", choice_words(r, s->op)));
		else
			continue;
		said++;
	}
}

/* The two accesses that the error is about, in the order in which they are in the execution. */
static bool find_pair(const struct report *r, uint32_t *first, uint32_t *second)
{
	size_t n = 0;
	uint32_t found[2];

	for (size_t i = 0; i < r->location_count && n < 2; i++) {
		const struct acq_site *s = r->locations[i].site;
		bool counts = s->role == ACQ_SITE_ACCESS || s->role == ACQ_SITE_PREVIOUS ||
		              s->role == ACQ_SITE_FREE;
		if (counts && s->step < r->step_count)
			found[n++] = s->step;
	}
	if (n < 2)
		return false;
	*first = found[0] < found[1] ? found[0] : found[1];
	*second = found[0] < found[1] ? found[1] : found[0];
	return true;
}

/* Whichever comes first in this execution: that the use does not come before the free is what is wrong. */
static void why_free_too_early(struct report *r, uint32_t use, uint32_t release)
{
	if (!why_unordered(r, use, release))
		why_store_buffering(r);
}

static void why_after_free(struct report *r)
{
	uint32_t first, second;

	if (!find_pair(r, &first, &second))
		return;
	if (r->steps[first].thread == r->steps[second].thread)
		return; /* one line after the other: nothing to explain */
	uint32_t release = r->steps[first].kind == ACQ_STEP_FREE ? first : second;
	if (why_refcount(r, release == first ? second : first, release))
		return;
	if (r->o->ordered)
		why_say(r, arena_print(r->arena, "In this execution %s happens before %s.",
		                       step_words(r, first), step_words(r, second)));
	else if (r->steps[first].kind == ACQ_STEP_FREE && r->steps[second].kind != ACQ_STEP_FREE)
		why_free_too_early(r, second, first);
	else
		why_free_too_early(r, first, second);
}

void why_resolve(struct report *r)
{
	uint32_t first, second;

	switch (r->verdict) {
	case ACQ_DATA_RACE:
		if (find_pair(r, &first, &second) && !why_unordered(r, first, second))
			why_store_buffering(r);
		break;
	case ACQ_USE_AFTER_FREE:
	case ACQ_DOUBLE_FREE:
		why_after_free(r);
		break;
	case ACQ_DEADLOCK:
	case ACQ_LOST_WAKEUP:
	case ACQ_LIVELOCK:
		why_stuck(r);
		why_store_buffering(r);
		break;
	case ACQ_ASSERTION:
	case ACQ_EXIT_FAILURE:
	case ACQ_OUT_OF_BOUNDS:
	case ACQ_UNINITIALIZED:
	case ACQ_LEAK:
	case ACQ_CRASH:
		why_stale(r);
		break;
	default:
		break;
	}
	why_failures(r);
}
