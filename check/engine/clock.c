#include "clock.h"

#include "memory.h"

void clock_arena_init(struct clock_arena *a)
{
	a->base = engine_reserve((size_t)1 << 38, &a->size);
	a->top = 0;
}

static struct clock *clock_new(struct clock_arena *a, uint32_t n)
{
	struct clock *c = (struct clock *)(a->base + a->top);
	size_t bytes = (sizeof(struct clock) + n * sizeof(uint32_t) + 7) & ~(size_t)7;

	if (bytes > a->size - a->top)
		engine_out_of_memory("vector clocks");
	a->top += bytes;
	c->n = n;
	return c;
}

static uint32_t view_length(const struct view *v)
{
	uint32_t n = v->clock ? v->clock->n : 0;

	return v->count && v->thread >= n ? v->thread + 1 : n;
}

static bool adds_nothing(const struct clock *c, const struct view *v, uint32_t self)
{
	if (v->count && v->thread != self && v->count > clock_at(c, v->thread))
		return false;
	if (!v->clock || v->clock == c)
		return true;
	for (uint32_t i = 0; i < v->clock->n; i++)
		if (i != self && !(i == v->thread && v->count) && v->clock->at[i] > clock_at(c, i))
			return false;
	return true;
}

const struct clock *clock_join(struct clock_arena *a, const struct clock *c, const struct view *v,
                               uint32_t self)
{
	if (adds_nothing(c, v, self))
		return c;
	uint32_t n = view_length(v);
	if (c && c->n > n)
		n = c->n;
	struct clock *joined = clock_new(a, n);
	for (uint32_t i = 0; i < n; i++) {
		uint32_t x = clock_at(c, i), y = view_at(v, i);
		joined->at[i] = x > y ? x : y;
	}
	return joined;
}

static bool view_contains(const struct view *v, const struct view *w)
{
	for (uint32_t i = 0, n = view_length(w); i < n; i++)
		if (view_at(w, i) > view_at(v, i))
			return false;
	return true;
}

struct view view_join(struct clock_arena *a, const struct view *v, const struct view *w)
{
	if (view_contains(v, w))
		return *v;
	if (view_contains(w, v))
		return *w;
	uint32_t n = view_length(v), m = view_length(w);
	struct clock *joined = clock_new(a, n > m ? n : m);
	for (uint32_t i = 0; i < joined->n; i++) {
		uint32_t x = view_at(v, i), y = view_at(w, i);
		joined->at[i] = x > y ? x : y;
	}
	return (struct view){joined, 0, 0};
}
