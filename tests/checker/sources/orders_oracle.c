/*
 * What happens in a program whose threads meet at locks, creations and joins only: all orders are tried in
 * which they take the locks. Each state, the orders so far included, is gone on from once.
 */
#include "source.h"

#include <stdlib.h>
#include <string.h>

#define MOST_STATES 40000
#define MOST_TAKEN  24 /* of one lock */

struct clock {
	uint8_t at[MAX_THREADS];
};

struct state {
	uint8_t pc[MAX_THREADS];
	bool running[MAX_THREADS];
	uint8_t owner[MAX_LOCATIONS];             /* a thread plus one */
	uint8_t taken[MAX_LOCATIONS][MOST_TAKEN]; /* by whom, one after the other */
	uint8_t taken_count[MAX_LOCATIONS];
	/* These follow from the above. */
	uint8_t memory[MAX_OBJECTS];
	struct clock clock[MAX_THREADS], lock[MAX_LOCATIONS];
	struct clock read[MAX_OBJECTS], written[MAX_OBJECTS];
	uint8_t registers[MAX_THREADS][MAX_INSTRUCTIONS];
};

struct search {
	const struct source *source;
	const struct program *p;
	struct expected *x;
	struct state *states; /* those met; also those to go on from */
	size_t count, next;
	size_t *table;
};

static void join(struct clock *a, const struct clock *b)
{
	for (unsigned t = 0; t < MAX_THREADS; t++)
		if (a->at[t] < b->at[t])
			a->at[t] = b->at[t];
}

static bool is_before(const struct clock *a, const struct clock *b)
{
	for (unsigned t = 0; t < MAX_THREADS; t++)
		if (a->at[t] > b->at[t])
			return false;
	return true;
}

static void plain(struct search *s, struct state *at, unsigned t, const struct instruction *in, unsigned i)
{
	unsigned o = in->location;
	struct clock *mine = &at->clock[t];

	if (!is_before(&at->written[o], mine))
		s->x->race = true;
	if (in->code == I_PLAIN_WRITE) {
		if (!is_before(&at->read[o], mine))
			s->x->race = true;
		at->memory[o] = in->value.constant;
		at->written[o].at[t] = mine->at[t];
	} else {
		at->registers[t][i] = at->memory[o];
		at->read[o].at[t] = mine->at[t];
	}
}

/* False: the thread waits. */
static bool step(struct search *s, struct state *at, unsigned t)
{
	unsigned i = at->pc[t];
	const struct instruction *in = &s->p->threads[t].at[i];

	if (!at->running[t] || i >= s->p->threads[t].length)
		return false;
	unsigned l = in->location;
	switch (in->code) {
	case I_LOCK:
		if (at->owner[l])
			return false;
		at->owner[l] = (uint8_t)(t + 1);
		at->taken[l][at->taken_count[l]++] = (uint8_t)(t + 1);
		join(&at->clock[t], &at->lock[l]);
		break;
	case I_UNLOCK:
		at->owner[l] = 0;
		at->lock[l] = at->clock[t];
		at->clock[t].at[t]++;
		break;
	case I_CREATE:
		at->running[in->thread] = true;
		join(&at->clock[in->thread], &at->clock[t]);
		at->clock[t].at[t]++;
		break;
	case I_JOIN:
		if (!at->running[in->thread] || at->pc[in->thread] < s->p->threads[in->thread].length)
			return false;
		join(&at->clock[t], &at->clock[in->thread]);
		break;
	default:
		plain(s, at, t, in, i);
	}
	at->pc[t]++;
	return true;
}

static uint64_t hash_of(const struct state *s)
{
	const unsigned char *bytes = (const unsigned char *)s;
	uint64_t h = 0xcbf29ce484222325;

	for (size_t i = 0; i < offsetof(struct state, memory); i++)
		h = (h ^ bytes[i]) * 0x100000001b3;
	return h;
}

/* False: too many. */
static bool meet(struct search *s, const struct state *new)
{
	size_t slot = hash_of(new) % (4 * MOST_STATES);

	for (; s->table[slot]; slot = (slot + 1) % (4 * MOST_STATES))
		if (!memcmp(&s->states[s->table[slot] - 1], new, offsetof(struct state, memory)))
			return true;
	if (s->count == MOST_STATES)
		return false;
	s->states[s->count++] = *new;
	s->table[slot] = s->count;
	return true;
}

static void judge_end(struct search *s, const struct state *at)
{
	uint64_t registers[MAX_THREADS][MAX_INSTRUCTIONS];

	for (unsigned t = 0; t < s->p->thread_count; t++)
		if (at->running[t] && at->pc[t] < s->p->threads[t].length) {
			s->x->stuck = true;
			return;
		}
	for (unsigned t = 0; t < MAX_THREADS; t++)
		for (unsigned i = 0; i < MAX_INSTRUCTIONS; i++)
			registers[t][i] = at->registers[t][i];
	s->x->count++;
	expected_add(s->x, outcome_hash(s->source, registers));
}

static bool explore(struct search *s)
{
	for (; s->next < s->count; s->next++) {
		bool any = false;
		for (unsigned t = 0; t < s->p->thread_count; t++) {
			struct state at = s->states[s->next];
			if (!step(s, &at, t))
				continue;
			any = true;
			if (!meet(s, &at))
				return false;
		}
		if (!any)
			judge_end(s, &s->states[s->next]);
	}
	return true;
}

bool expect_by_orders(const struct source *source, struct expected *x)
{
	static struct search s;
	struct state first;

	if (!s.states) {
		s.states = malloc(MOST_STATES * sizeof *s.states);
		s.table = malloc(4 * MOST_STATES * sizeof *s.table);
	}
	if (!s.states || !s.table)
		abort();
	memset(s.table, 0, 4 * MOST_STATES * sizeof *s.table);
	memset(&first, 0, sizeof first);
	s.source = source;
	s.p = &source->program;
	s.x = x;
	s.count = s.next = 0;
	for (unsigned t = 0; t < s.p->thread_count; t++) {
		first.running[t] = !s.p->threads[t].created;
		first.clock[t].at[t] = 1;
	}
	bool all = meet(&s, &first) && explore(&s);
	expected_sort(x);
	return all;
}
