/*
 * Vector clocks: for each thread, how many of its first events are in somebody's past.
 *
 * Clocks are immutable once made and live in an arena that is used as a stack: the exploration returns
 * to a mark, and everything made since is gone. A thread whose past did not change shares its
 * predecessor's clock. That is possible because a clock's entry for the event's own thread is always 0; the
 * event's index stands for it.
 */
#ifndef ACQREL_ENGINE_CLOCK_H
#define ACQREL_ENGINE_CLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* n entries, a multiple of four; threads beyond n have 0. NULL is the empty clock. */
struct clock {
	_Alignas(16) uint32_t n;
	_Alignas(16) uint32_t at[];
};

/* A past as a message carries it: a clock in which one thread's entry is replaced. NULL and 0: nothing. */
struct view {
	const struct clock *clock;
	uint32_t thread, count;
};

struct clock_arena {
	char *base;
	size_t top, size;
};

void clock_arena_init(struct clock_arena *a);

static inline uint32_t clock_at(const struct clock *c, uint32_t thread)
{
	return c && thread < c->n ? c->at[thread] : 0;
}

static inline uint32_t view_at(const struct view *v, uint32_t thread)
{
	return thread == v->thread && v->count ? v->count : clock_at(v->clock, thread);
}

static inline bool view_empty(const struct view *v)
{
	return !v->clock && !v->count;
}

static inline bool view_same(const struct view *v, const struct view *w)
{
	return v->clock == w->clock && v->thread == w->thread && v->count == w->count;
}

/*
 * The least clock that has all of c, a clock of thread self, and of v but for self's entry; c itself where
 * that adds nothing.
 */
const struct clock *clock_join(struct clock_arena *a, const struct clock *c, const struct view *v,
                               uint32_t self);

/* The least view that has all of v and w. */
struct view view_join(struct clock_arena *a, const struct view *v, const struct view *w);

#endif
