/*
 * What is left to explore, divided between processes. What one gives to another is a copy of its
 * explorer as it is, whose other alternatives count as done: backing out to those that are left is what
 * exploring does anyway. The arrays lie at the same addresses in both, so that the pointers in them hold;
 * only those of threads' events are made when they are needed. The owner of the locations makes their `owner`
 * anew.
 */
#include "engine/branch.h"
#include "engine/reserve.h"

#include <string.h>

struct header {
	uint32_t part, count; /* branch and how many of its alternatives are given */
	struct explorer explorer;
};

/* --- Packing ------------------------------------------------------------------------------------------ */

struct stretch {
	void *start;
	size_t size;
};

#define STRETCHES 6

static void find_stretches(const struct explorer *x, struct stretch s[STRETCHES])
{
	const struct graph *g = &x->graph;

	s[0] = (struct stretch){g->events, g->next_event * sizeof *g->events};
	s[1] = (struct stretch){g->locations, g->next_location * sizeof *g->locations};
	s[2] = (struct stretch){g->users, g->next_user * sizeof *g->users};
	s[3] = (struct stretch){g->clocks.base, g->clocks.top};
	s[4] = (struct stretch){x->branches, x->branch_count * sizeof *x->branches};
	s[5] = (struct stretch){x->pending, x->pending_count * sizeof *x->pending};
}

static size_t size_of(const struct explorer *x)
{
	struct stretch s[STRETCHES];
	size_t size = sizeof(struct header);

	find_stretches(x, s);
	for (int i = 0; i < STRETCHES; i++)
		size += s[i].size;
	for (uint32_t t = 0; t < x->graph.thread_count; t++)
		size += sizeof(uint32_t) + x->graph.threads[t].count * sizeof(event_id);
	return size;
}

static void *put(void *to, const void *from, size_t n)
{
	memcpy(to, from, n);
	return (char *)to + n;
}

static void pack(const struct explorer *x, void *to)
{
	struct stretch s[STRETCHES];

	find_stretches(x, s);
	for (int i = 0; i < STRETCHES; i++)
		to = put(to, s[i].start, s[i].size);
	for (uint32_t t = 0; t < x->graph.thread_count; t++) {
		const struct thread_events *events = &x->graph.threads[t];
		to = put(to, &events->count, sizeof events->count);
		if (events->count)
			to = put(to, events->at, events->count * sizeof *events->at);
	}
}

static const void *get(void *to, const void *from, size_t n)
{
	memcpy(to, from, n);
	return (const char *)from + n;
}

static void unpack(struct explorer *x, const struct explorer *image, const void *from)
{
	struct stretch s[STRETCHES];
	uint32_t threads = x->graph.thread_count;
	struct psc own = x->psc; /* its memory is of this process, its marks are of its searches */

	*x = *image;
	x->psc = own;
	find_stretches(x, s);
	for (int i = 0; i < STRETCHES; i++)
		from = get(s[i].start, from, s[i].size);
	for (uint32_t t = 0; t < x->graph.thread_count; t++) {
		struct thread_events *events = &x->graph.threads[t];
		from = get(&events->count, from, sizeof events->count);
		if (!events->count)
			continue;
		graph_reserve_thread(&x->graph, t);
		from = get(events->at, from, events->count * sizeof *events->at);
	}
	for (uint32_t t = x->graph.thread_count; t < threads; t++)
		x->graph.threads[t].count = 0;
}

/* --- Dividing ----------------------------------------------------------------------------------------- */

/* The oldest branch with alternatives left, which is where most is behind them; NULL if there is none. */
static struct branch *oldest_open(const struct explorer *x)
{
	for (struct branch *f = x->branches; f < x->branches + x->branch_count; f++)
		if (f->next < f->end)
			return f;
	return NULL;
}

bool explore_can_split(const struct explorer *x)
{
	return oldest_open(x);
}

static struct header *pack_all(const struct explorer *x, void *to, size_t room)
{
	struct header *h = to;

	if (size_of(x) > room)
		return NULL;
	h->explorer = *x;
	pack(x, h + 1);
	return h;
}

static void unpack_all(struct explorer *x, const struct header *h)
{
	unpack(x, &h->explorer, h + 1);
	for (uint32_t i = 0; i < x->branch_count; i++)
		x->branches[i].snapshot = 0;
	x->snapshots = 0;
}

bool explore_split(struct explorer *x, void *to, size_t room)
{
	struct branch *f = oldest_open(x);
	struct header *h = pack_all(x, to, room);

	if (!h)
		return false;
	uint32_t left = f->end - f->next;
	h->part = (uint32_t)(f - x->branches);
	h->count = f->kind == CHOICE ? left : (left + 1) / 2;
	f->next += h->count;
	return true;
}

void explore_steal(struct explorer *x, const void *from)
{
	const struct header *h = from;

	unpack_all(x, h);
	for (uint32_t i = 0; i < x->branch_count; i++) {
		struct branch *f = &x->branches[i];
		if (i != h->part) {
			f->next = f->end;
			continue;
		}
		/* The list's end stays where it is, because more may lie behind it. */
		if (f->kind != CHOICE)
			memmove(&x->pending[f->end - h->count], &x->pending[f->next],
			        h->count * sizeof *x->pending);
		f->next = f->end - h->count;
	}
}

/* --- Setting aside ------------------------------------------------------------------------------------ */

bool explore_set_aside(const struct explorer *x, void *to, size_t room)
{
	return pack_all(x, to, room);
}

void explore_take_back(struct explorer *x, const void *from)
{
	unpack_all(x, from);
}
