/* Which steps of a long execution to show: those around what matters. */
#include "report/chosen_steps.h"

#include "protocol/step.h"

#define MOST_STEPS 40 /* shown in full up to here */
#define BEFORE     5  /* steps shown before one that matters, of its own thread */

static void choose(struct report *r, bool *chosen, uint32_t step, size_t *count)
{
	if (step < r->step_count && !chosen[step]) {
		chosen[step] = true;
		++*count;
	}
}

/* A step, what it reads from, and what it overlooked. */
static void choose_with_sources(struct report *r, bool *chosen, uint32_t step, size_t *count)
{
	if (step >= r->step_count)
		return;
	choose(r, chosen, step, count);
	choose(r, chosen, r->steps[step].from, count);
	choose(r, chosen, r->steps[step].newest, count);
}

static void choose_before(struct report *r, bool *chosen, uint32_t step, size_t *count)
{
	uint16_t thread = r->steps[step].thread;
	int left = BEFORE;

	for (uint32_t i = step; i-- > 0 && left > 0 && *count < MOST_STEPS;)
		if (r->steps[i].thread == thread && r->steps[i].kind != ACQ_STEP_BEGIN) {
			choose_with_sources(r, chosen, i, count);
			left--;
		}
}

/* Those the error is about; `why` names others. */
static bool matters(struct report *r, uint32_t step)
{
	if (r->steps[step].flags & ACQ_STEP_OFFENDING)
		return true;
	for (size_t i = 0; i < r->location_count; i++)
		if (r->locations[i].site->step == step)
			return true;
	return false;
}

/* What no program decides: the answers without which the execution would have been another. */
static void choose_choices(struct report *r, bool *chosen, size_t *count)
{
	for (uint32_t i = (uint32_t)r->step_count; i-- > 0 && *count < MOST_STEPS / 2;)
		if (r->steps[i].kind == ACQ_STEP_CHOICE || r->steps[i].flags & ACQ_STEP_SPURIOUS)
			choose(r, chosen, i, count);
}

/* To say that a step or two were left out takes as much room as they do. */
static void fill_gaps(struct report *r, bool *chosen)
{
	uint32_t last = ACQ_NO_STEP;

	for (uint32_t i = 0; i < r->step_count; i++) {
		if (!chosen[i])
			continue;
		for (uint32_t k = last + 1; last != ACQ_NO_STEP && i - last <= 3 && k < i; k++)
			chosen[k] = true;
		last = i;
	}
}

/* Quiet ones have no row. */
static bool is_short(const struct report *r)
{
	size_t n = 0;

	for (uint32_t i = 0; i < r->step_count && n <= MOST_STEPS; i++)
		n += !r->quiet[i];
	return n <= MOST_STEPS;
}

bool *steps_choose(struct report *r)
{
	bool *chosen = arena_alloc(r->arena, r->step_count + 1), all = is_short(r);
	size_t count = 0;

	for (size_t i = 0; i < r->why_count; i++)
		choose(r, chosen, r->why[i].step, &count);
	for (uint32_t i = 0; i < r->step_count; i++)
		if (all || matters(r, i))
			choose_with_sources(r, chosen, i, &count);
	if (all)
		return chosen;
	choose_choices(r, chosen, &count);
	for (uint32_t i = (uint32_t)r->step_count; i-- > 0 && count < MOST_STEPS;)
		if (matters(r, i))
			choose_before(r, chosen, i, &count);
	if (!count) /* nothing in particular: the end */
		for (uint32_t i = (uint32_t)r->step_count; i-- > 0 && count < MOST_STEPS;)
			choose(r, chosen, i, &count);
	fill_gaps(r, chosen);
	return chosen;
}
