/* From where a program can be run again. */
#include "engine/branch.h"

/* The first frame pushed for an event when it was added, if it is still there. */
static struct frame *first_frame(const struct explorer *x, event_id e)
{
	uint32_t i = x->graph.events[e].frame;

	return i && i <= x->frame_count && x->frames[i - 1].event == e ? &x->frames[i - 1] : NULL;
}

bool explore_wants_snapshot(const struct explorer *x, event_id e)
{
	const struct frame *f = first_frame(x, e), *end = x->frames + x->frame_count;

	if (!f || f->snapshot || f < x->frames + x->snapshots)
		return false;
	for (; f < end && f->event == e; f++)
		if (f->kind != REVISIT && f->next != f->end)
			return true;
	return false;
}

void explore_set_snapshot(struct explorer *x, event_id e, uint64_t handle)
{
	const struct frame *end = x->frames + x->frame_count;

	for (struct frame *f = first_frame(x, e); f < end && f->event == e; f++) {
		f->snapshot = handle;
		x->snapshots = (uint32_t)(f - x->frames) + 1;
	}
}

uint64_t explore_resume(struct explorer *x)
{
	for (struct frame *f = x->frames + x->frame_count; f-- > x->frames;) {
		if (f->snapshot && f->event <= x->unchanged) {
			x->snapshots = (uint32_t)(f - x->frames) + 1;
			return f->snapshot;
		}
		f->snapshot = 0;
	}
	x->snapshots = 0;
	return 0;
}

uint64_t explore_return_to(struct explorer *x, uint64_t latest)
{
	for (x->snapshots = x->frame_count; x->snapshots; x->snapshots--) {
		struct frame *f = &x->frames[x->snapshots - 1];
		if (f->snapshot && f->snapshot <= latest)
			return f->snapshot;
		f->snapshot = 0;
	}
	return 0;
}
