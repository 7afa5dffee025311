/*
 * Light and heavy fences: a pair of which one costs next to nothing, because the other has the system make a
 * real fence in every thread (membarrier). asymmetric.c has the definition.
 */
#ifndef ACQREL_ENGINE_ASYMMETRIC_H
#define ACQREL_ENGINE_ASYMMETRIC_H

#include "engine/graph.h"

#define NOT_REACHED UINT32_MAX

/* Zero-filled, it is ready. */
struct asymmetric {
	uint32_t *from_heavy, *from_light; /* of each thread: see find_horizon() */
	uint64_t *marks;                   /* of each write: the last search that has come to it */
	uint64_t number;                   /* of the search */
};

static inline bool is_heavy(const struct event *e)
{
	return e->kind == EV_FENCE && e->order == HEAVY;
}

/*
 * Calls `reach` with the first heavy fence of each thread that follows the heavy fence h by way of a light
 * one.
 */
void asymmetric_after_heavy(struct asymmetric *a, const struct graph *g, event_id h,
                            void (*reach)(void *owner, uint32_t thread, uint32_t index), void *owner);

#endif
