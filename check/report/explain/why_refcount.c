/*
 * A reference count that comes back from zero: a thread brings it to 0 and frees the object, and another adds
 * to it all the same, as if there were still a reference. What was read and written shows it; that both go on
 * with the block in question is what the error says.
 */
#include "protocol/step.h"
#include "report/explain/why.h"
#include "report/explain/why_stale.h"
#include "report/names.h"
#include "report/resolved.h"
#include "report/source/places.h"
#include "report/source/stacks.h"

#include <string.h>

static bool counts_down_to_zero(const struct acq_step *s)
{
	return (s->kind == ACQ_STEP_RMW || s->kind == ACQ_STEP_CAS) && s->value_read && !s->value_written &&
	       s->size <= 8 && s->op != ACQ_OP_EXCHANGE;
}

static bool counts_up_from_zero(const struct acq_step *s)
{
	return (s->kind == ACQ_STEP_RMW || s->kind == ACQ_STEP_CAS) && !s->value_read && s->value_written &&
	       s->op != ACQ_OP_EXCHANGE;
}

/* The last time before it frees that the thread brings a counter to zero; ACQ_NO_STEP: never. */
static uint32_t last_down(const struct report *r, uint32_t release)
{
	for (uint32_t i = release; i-- > steps_start(r);)
		if (r->steps[i].thread == r->steps[release].thread && counts_down_to_zero(&r->steps[i]))
			return i;
	return ACQ_NO_STEP;
}

/* The step, of the thread that uses the block, that finds the zero and adds to it. */
static uint32_t up_from(const struct report *r, uint32_t down, uint32_t use)
{
	for (uint32_t i = down + 1; i < r->step_count; i++)
		if (r->steps[i].thread == r->steps[use].thread && r->steps[i].from == down &&
		    counts_up_from_zero(&r->steps[i]))
			return i;
	return ACQ_NO_STEP;
}

/*
 * The count is in the block, which is gone already when the thread comes to add to it: then there is no event
 * of it.
 */
static bool adds_too_late(struct report *r, uint32_t down, uint32_t use)
{
	const struct acq_step *s = &r->steps[use], *count = &r->steps[down];
	const struct frame *f = step_frame(r, use);
	const char *line = source_line(r->sources, f->path, f->line);

	return use > down && s->kind == ACQ_STEP_PLAIN_WRITE && s->addr == count->addr &&
	       s->len == count->len && line &&
	       (strstr(line, "add") || strstr(line, "++") || strstr(line, "+="));
}

bool why_refcount(struct report *r, uint32_t use, uint32_t release)
{
	uint32_t down = r->steps[release].kind == ACQ_STEP_FREE ? last_down(r, release) : ACQ_NO_STEP, up;

	if (down == ACQ_NO_STEP || r->steps[use].thread == r->steps[release].thread)
		return false;
	up = up_from(r, down, use);
	if (up == ACQ_NO_STEP && !adds_too_late(r, down, use))
		return false;
	up = up == ACQ_NO_STEP ? use : up;
	why_quote(r, down, false,
	          arena_print(r->arena, "%s brings `%s` to 0, and frees at %s",
	                      thread_name(r, r->steps[down].thread), object_name(r, down),
	                      place_words(r, step_frame(r, release))));
	why_quote(r, up, true,
	          arena_print(r->arena, "%s adds to it after that", thread_name(r, r->steps[up].thread)));
	why_say(r, "A reference count that has come to 0 must stay there: the thread that brought it there "
	           "frees "
	           "the object. Only a thread that has a reference already may add to it.");
	r->advice = arena_print(
		r->arena,
		"Before %s adds to `%s`, let it have a reference that no other thread can drop meanwhile; or "
		"let it add with a compare-exchange that gives up when it finds 0, to a count that is still "
		"there then.",
		thread_name(r, r->steps[up].thread), object_name(r, down));
	return true;
}
