#include "engine/clock.h"

#include "engine/reserve.h"

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

static uint32_t length_of(const struct clock *c)
{
	return c ? c->n : 0;
}

/* All lanes but thread's. */
static lanes others(uint32_t thread)
{
	int32_t lane = (int32_t)(thread % CLOCK_LANES);
	lanes all = {lane, lane, lane, lane}, numbers = {0, 1, 2, 3};

	return all != numbers;
}

static inline lanes later_of(lanes a, lanes b, lanes *news)
{
	lanes later = b > a; /* signed is right: counts stay below 2^31 */

	*news |= later;
	return (b & later) | (a & ~later);
}

/*
 * The later of c and v, thread by thread, without self's entry in v, into `joined`, which is as long as the
 * longer. Whether that is more than c.
 */
static bool join(struct clock *joined, const struct clock *c, const struct clock *v, uint32_t self)
{
	const lanes *x = c ? (const lanes *)c->at : NULL, *y = v ? (const lanes *)v->at : NULL;
	lanes *to = (lanes *)joined->at, none = {0}, news = none, mask = others(self);
	uint32_t with_x = length_of(c) / CLOCK_LANES, with_y = length_of(v) / CLOCK_LANES, i = 0,
		 own = self / CLOCK_LANES;

	for (; i < with_x && i < with_y; i++)
		to[i] = later_of(x[i], i == own ? (lanes)(y[i] & mask) : y[i], &news);
	for (; i < with_x; i++)
		to[i] = x[i];
	for (; i < with_y; i++)
		to[i] = later_of(none, i == own ? (lanes)(y[i] & mask) : y[i], &news);
	for (; i < joined->n / CLOCK_LANES; i++)
		to[i] = none;
	return news[0] | news[1] | news[2] | news[3];
}

const struct clock *clock_join(struct clock_arena *a, const struct clock *c, const struct view *v,
                               uint32_t self)
{
	bool more = v->thread != self && v->count > clock_at(c, v->thread);

	if (!more && (!v->clock || v->clock == c))
		return c;
	uint32_t n = view_length(v);
	struct clock *joined = clock_new(a, n > length_of(c) ? n : length_of(c));
	if (!join(joined, c, v->clock, self) && !more)
		return c;
	if (more)
		joined->at[v->thread] = v->count;
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
