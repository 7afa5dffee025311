/* From where a program can be run again. */
#include "engine/branch.h"

/* The first branch pushed for an event when it was added, if it is still there. */
static struct branch *first_frame(const struct explorer *x, event_id e)
{
	uint32_t i = x->graph.events[e].branch;

	return i && i <= x->branch_count && x->branches[i - 1].event == e ? &x->branches[i - 1] : NULL;
}

bool explore_wants_snapshot(const struct explorer *x, event_id e)
{
	const struct branch *f = first_frame(x, e), *end = x->branches + x->branch_count;

	if (!f || f->snapshot || f < x->branches + x->snapshots)
		return false;
	for (; f < end && f->event == e; f++)
		if (f->kind != REVISIT && f->next != f->end)
			return true;
	return false;
}

void explore_set_snapshot(struct explorer *x, event_id e, uint64_t handle)
{
	const struct branch *end = x->branches + x->branch_count;

	for (struct branch *f = first_frame(x, e); f < end && f->event == e; f++) {
		f->snapshot = handle;
		x->snapshots = (uint32_t)(f - x->branches) + 1;
	}
}

uint64_t explore_resume(struct explorer *x)
{
	for (struct branch *f = x->branches + x->branch_count; f-- > x->branches;) {
		if (f->snapshot && f->event <= x->unchanged) {
			x->snapshots = (uint32_t)(f - x->branches) + 1;
			return f->snapshot;
		}
		f->snapshot = 0;
	}
	x->snapshots = 0;
	return 0;
}

uint64_t explore_return_to(struct explorer *x, uint64_t latest)
{
	for (x->snapshots = x->branch_count; x->snapshots; x->snapshots--) {
		struct branch *f = &x->branches[x->snapshots - 1];
		if (f->snapshot && f->snapshot <= latest)
			return f->snapshot;
		f->snapshot = 0;
	}
	return 0;
}
