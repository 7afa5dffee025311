/*
 * Code of the system's headers, such as that of containers, is the program's own to the compiler; and the
 * compiler keeps in frames what has no name in the source. What is done there to bytes that no other thread
 * has to do with in the execution is not shown, unless the error is there.
 */
#define _GNU_SOURCE
#include "report/quiet_steps.h"

#include "protocol/step.h"
#include "report/names.h"
#include "report/rows.h"
#include "report/source/stacks.h"

#include <stdlib.h>

struct bytes { /* that a step is about */
	uint64_t begin, end;
	uint32_t step;
	uint16_t thread;
};

static int compare(const void *a, const void *b)
{
	const struct bytes *x = a, *y = b;

	return x->begin < y->begin ? -1 : x->begin > y->begin;
}

/*
 * A row of steps whose bytes overlap, each with some of those before it. If several threads are among them,
 * so may be those of each.
 */
static size_t overlapping(const struct bytes *b, size_t count, bool *one_thread)
{
	uint64_t end = b[0].end;
	size_t n = 1;

	*one_thread = true;
	for (; n < count && b[n].begin < end; n++) {
		end = b[n].end > end ? b[n].end : end;
		*one_thread &= b[n].thread == b[0].thread;
	}
	return n;
}

static bool is_on_own_stack(const struct report *r, const struct acq_step *s)
{
	const struct acq_thread *t = &r->threads[s->thread];

	return s->thread < r->thread_count && s->addr >= t->stack_low && s->addr < t->stack_high;
}

static bool may_be_quiet(struct report *r, uint32_t step)
{
	const struct acq_step *s = &r->steps[step];

	return step_is_plain(s) && !(s->flags & ACQ_STEP_OFFENDING) &&
	       (step_is_in_header(r, step) || (is_on_own_stack(r, s) && !expression_of(r, step)));
}

void quiet_steps_resolve(struct report *r)
{
	struct bytes *b = arena_alloc(r->arena, (r->step_count + 1) * sizeof *b);
	size_t count = 0, n;
	bool one_thread;

	r->quiet = arena_alloc(r->arena, r->step_count + 1);
	for (uint32_t i = 0; i < r->step_count; i++) {
		const struct acq_step *s = &r->steps[i];
		r->quiet[i] = r->inside[i];
		if (s->addr && s->len)
			b[count++] = (struct bytes){s->addr, s->addr + s->len, i, s->thread};
	}
	qsort(b, count, sizeof *b, compare);
	for (size_t i = 0; i < count; i += n) {
		n = overlapping(b + i, count - i, &one_thread);
		for (size_t k = i; one_thread && k < i + n; k++)
			r->quiet[b[k].step] |= may_be_quiet(r, b[k].step);
	}
}
