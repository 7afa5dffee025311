/* Who waits for whom: the circle of a deadlock, or the end of the chain if there is no circle. */
#include "report/explain/circle.h"

#include "protocol/step.h"

const struct acq_step *stuck_step_of(const struct report *r, uint16_t thread)
{
	for (size_t i = r->step_count; i-- > 0;)
		if (r->steps[i].thread == thread && r->steps[i].stuck != ACQ_STUCK_NOT)
			return r->steps[i].flags & ACQ_STEP_OFFENDING ? &r->steps[i] : NULL;
	return NULL;
}

static const struct acq_step *next_in_chain(const struct report *r, const struct acq_step *s)
{
	bool waits = s->stuck == ACQ_STUCK_LOCK || s->stuck == ACQ_STUCK_JOIN;

	return waits && s->peer != ACQ_NO_THREAD ? stuck_step_of(r, s->peer) : NULL;
}

/* How many threads there are in the circle that leads back to s; 0: none does. */
static size_t length_from(const struct report *r, const struct acq_step *s)
{
	const struct acq_step *n = next_in_chain(r, s);
	size_t length = 1;

	for (; n && n != s && length <= r->thread_count; length++)
		n = next_in_chain(r, n);
	return n == s ? length : 0;
}

void circle_resolve(struct report *r)
{
	r->circle_count = 0;
	for (uint32_t i = 0; i < r->step_count; i++) {
		const struct acq_step *s = &r->steps[i];
		if (!(s->flags & ACQ_STEP_OFFENDING) || s->stuck == ACQ_STUCK_NOT)
			continue;
		size_t n = length_from(r, s);
		if (!n)
			continue;
		r->circle = arena_alloc(r->arena, n * sizeof *r->circle);
		for (; r->circle_count < n; s = next_in_chain(r, s))
			r->circle[r->circle_count++] = (uint32_t)(s - r->steps);
		break;
	}
}

bool circle_has(const struct report *r, uint32_t step)
{
	for (size_t i = 0; i < r->circle_count; i++)
		if (r->circle[i] == step)
			return true;
	return false;
}

bool thread_ended(const struct report *r, uint16_t thread)
{
	for (size_t i = r->step_count; i-- > 0;)
		if (r->steps[i].thread == thread)
			return r->steps[i].kind == ACQ_STEP_END;
	return false;
}
