#include "clock.h"

#include "memory.h"

#define CLOCK_LANES 4

typedef int32_t lanes __attribute__((vector_size(16), may_alias));

void clock_arena_init(struct clock_arena *a)
{
	a->base = engine_reserve((size_t)1 << 38, &a->size);
	a->top = 0;
}

/* A clock of at least n entries, as the next in the arena. It is kept by clock_keep. */
static struct clock *clock_new(struct clock_arena *a, uint32_t n)
{
	struct clock *c = (struct clock *)(a->base + a->top);

	n = (n + CLOCK_LANES - 1) / CLOCK_LANES * CLOCK_LANES;
	if (sizeof(struct clock) + n * sizeof(uint32_t) > a->size - a->top)
		engine_out_of_memory("vector clocks");
	c->n = n;
	return c;
}

static struct clock *clock_keep(struct clock_arena *a, struct clock *c)
{
	a->top += sizeof(struct clock) + c->n * sizeof(uint32_t);
	return c;
}

static uint32_t view_length(const struct view *v)
{
	uint32_t n = v->clock ? v->clock->n : 0;

	return v->count && v->thread >= n ? v->thread + 1 : n;
}

/* Lanes of -1 where v holds, for the bit operations below. Counts stay below 2^31, so comparing them signed is right. */
static inline lanes lanes_at(const struct clock *c, uint32_t i)
{
	return c && i < c->n ? *(const lanes *)(c->at + i) : (lanes){0};
}

static inline lanes lanes_equal(uint32_t i, uint32_t thread)
{
	int32_t lane = (int32_t)(thread - i);
	lanes all = {lane, lane, lane, lane}, numbers = {0, 1, 2, 3};

	return all == numbers;
}

const struct clock *clock_join(struct clock_arena *a, const struct clock *c, const struct view *v,
                               uint32_t self)
{
	uint32_t own = clock_at(c, v->thread), n = view_length(v), replaced = v->count ? v->thread : self;
	bool more = v->count > own && v->thread != self;

	if (!more && (!v->clock || v->clock == c))
		return c;
	struct clock *joined = clock_new(a, c && c->n > n ? c->n : n);
	lanes news = {0};
	for (uint32_t i = 0; i < joined->n; i += CLOCK_LANES) {
		lanes x = lanes_at(c, i), y = lanes_at(v->clock, i), later = y > x;
		*(lanes *)(joined->at + i) = (y & later) | (x & ~later);
		news |= later & ~(lanes_equal(i, self) | lanes_equal(i, replaced));
	}
	if (!more && !(news[0] | news[1] | news[2] | news[3]))
		return c;
	if (v->count)
		joined->at[v->thread] = v->count > own ? v->count : own;
	return clock_keep(a, joined);
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
	return (struct view){clock_keep(a, joined), 0, 0};
}
