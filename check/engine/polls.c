/*
 * Locks in loops that change nothing: whether the next turn is of any use.
 *
 * A turn is what a thread does between two reads in the same state, if it changes nothing and unlocks what it locks. An
 * execution of which turns are taken out, one or several at once, is consistent as well: who has read what an unlock
 * of them wrote reads what the lock had read, which is the same value, with less happens-before. Only those who have tried
 * one of the locks in vain, and found it taken because of such a turn, would miss it. If they do not go as well, they read
 * the next lock of the mutex in modification order instead. To try in vain orders nothing, so that this is consistent
 * unless the lock comes after them in program order and reads-from; and one is there, at the latest when the thread takes
 * the same lock again in a later turn.
 *
 * So a lock blocks its thread when there are turns in its past that can go, and the execution that is to follow is
 * explored without them. Of what is not in its past nothing is known: it may still be taken out, or be different.
 */
#include "polls.h"

#define MOST_BLOCKS 8   /* threads whose turns may go together */
#define MOST_TURNS  4   /* of the thread itself that are looked at */
#define MOST_EVENTS 256 /* of a thread that are searched for a turn */

struct block { /* events of a thread that may go: those from first to before end */
	uint32_t thread, first, end;
};

struct search {
	const struct graph *g;
	const struct event *e; /* the lock */
	struct block blocks[MOST_BLOCKS];
	uint32_t count;
};

static const struct event *event_at(const struct graph *g, uint32_t thread, uint32_t i)
{
	return &g->events[g->threads[thread].at[i]];
}

static uint32_t larger(uint32_t a, uint32_t b)
{
	return a > b ? a : b;
}

/* How many events of a thread come before e, which has a source, in program order and reads-from. */
static uint32_t known(const struct graph *g, const struct event *e, uint32_t thread)
{
	const struct event *from = &g->events[e->rf];
	uint32_t n = e->index ? clock_at(event_at(g, e->thread, e->index - 1)->porf, thread) : 0;

	if (thread == e->thread)
		return e->index;
	if (from->kind == EV_INIT)
		return n;
	n = larger(n, clock_at(from->porf, thread));
	return from->thread == thread ? larger(n, from->index + 1) : n;
}

bool polls_unlocks_own(const struct graph *g, uint32_t thread, uint32_t first, uint32_t end)
{
	for (uint32_t i = first; i < end; i++) {
		const struct event *unlock = event_at(g, thread, i), *lock = unlock;
		if (unlock->op != OP_UNLOCK)
			continue;
		do
			lock = &g->events[lock->before_here];
		while (lock->before_here && !event_takes_lock(lock) && lock->op != OP_UNLOCK);
		if (!event_takes_lock(lock) || lock->index < first)
			return false;
	}
	return true;
}

/* The thread was in the state of `begin` again at its i-th event, which may be the lock itself. */
static bool same_state(const struct search *s, uint32_t thread, const struct event *begin, uint32_t i)
{
	const struct event *e = s->e, *end = thread == e->thread && i == e->index ? event_at(s->g, thread, e->polls - 1)
	                                                                          : event_at(s->g, thread, i);

	return event_reads(begin) && begin->fingerprint && begin->fingerprint == end->fingerprint &&
	       begin->pc == end->pc;
}

static struct block *block_of(struct search *s, uint32_t thread)
{
	for (uint32_t i = 0; i < s->count; i++)
		if (s->blocks[i].thread == thread)
			return &s->blocks[i];
	return NULL;
}

/* Adds turns of a thread which its i-th event is part of. False: there are none that are over in the lock's past. */
static bool include(struct search *s, uint32_t thread, uint32_t i)
{
	struct block *b = block_of(s, thread);
	uint32_t lowest = b && b->first < i ? b->first : i, highest = b ? larger(b->end - 1, i) : i;
	uint32_t past = known(s->g, s->e, thread) + (thread == s->e->thread);

	if (!b && s->count == MOST_BLOCKS)
		return false;
	for (uint32_t first = lowest + 1; first-- > 0 && lowest - first < MOST_EVENTS;) {
		const struct event *begin = event_at(s->g, thread, first);
		for (uint32_t end = highest + 1; end < past && end - highest < MOST_EVENTS; end++) {
			if (!same_state(s, thread, begin, end) || !polls_unlocks_own(s->g, thread, first, end))
				continue;
			*(b ? b : &s->blocks[s->count++]) = (struct block){thread, first, end};
			return true;
		}
	}
	return false;
}

/* Where the thread takes a lock of the same location again, at `end` or later; its number of events in the past: nowhere. */
static uint32_t find_next(const struct search *s, const struct event *lock, uint32_t end)
{
	uint32_t past = known(s->g, s->e, lock->thread), i = end;

	for (; i < past; i++) {
		const struct event *next = event_at(s->g, lock->thread, i);
		if (next->location == lock->location && event_takes_lock(next))
			break;
	}
	return i;
}

enum step { DONE, MORE, FAILED };

/* Those who have seen this lock, and cannot see the next one instead, have to go too. */
static enum step include_seers(struct search *s, const struct block *b, const struct event *lock)
{
	const struct graph *g = s->g;
	uint32_t next = find_next(s, lock, b->end);
	bool itself = next == s->e->index && lock->thread == s->e->thread;

	if (itself ? lock->location != s->e->location : next == known(g, s->e, lock->thread))
		return FAILED;
	for (event_id r = lock->readers; r; r = g->events[r].reader_next) {
		const struct event *seer = &g->events[r];
		if (seer->kind != EV_READ || seer->thread == lock->thread)
			continue;
		const struct block *own = block_of(s, seer->thread);
		if (own && seer->index >= own->first && seer->index < own->end)
			continue;
		bool before = itself ? seer->index < known(g, s->e, seer->thread)
		                     : porf_before(seer, event_at(g, lock->thread, next));
		if (before)
			return include(s, seer->thread, seer->index) ? MORE : FAILED;
	}
	return DONE;
}

static enum step include_all_seers(struct search *s)
{
	for (uint32_t i = 0; i < s->count; i++) {
		const struct block b = s->blocks[i];
		for (uint32_t k = b.first; k < b.end; k++) {
			const struct event *lock = event_at(s->g, b.thread, k);
			enum step step = event_takes_lock(lock) ? include_seers(s, &b, lock) : DONE;
			if (step != DONE)
				return step;
		}
	}
	return DONE;
}

static bool may_go(const struct graph *g, const struct event *e, uint32_t first, uint32_t end)
{
	struct search s = {.g = g, .e = e, .blocks = {{e->thread, first, end}}, .count = 1};
	enum step step;

	while ((step = include_all_seers(&s)) == MORE)
		;
	return step == DONE;
}

bool polls_in_vain(const struct graph *g, const struct event *e)
{
	struct search s = {.g = g, .e = e};
	uint32_t turns[MOST_TURNS] = {e->index, e->polls - 1}, n = 2;

	for (uint32_t i = e->polls - 1; i-- > 0 && n < MOST_TURNS && e->polls - i < MOST_EVENTS;)
		if (same_state(&s, e->thread, event_at(g, e->thread, i), e->index))
			turns[n++] = i;
	for (uint32_t first = 1; first < n; first++)
		for (uint32_t end = 0; end < first; end++)
			if (may_go(g, e, turns[first], turns[end]))
				return true;
	return false;
}
