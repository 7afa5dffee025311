/*
 * Locks, and read-modify-writes, in loops whose iterations undo what they do: whether the next iteration is
 * of any use.
 *
 * Locks. An iteration is what a thread does between two reads in the same state, if it changes nothing and
 * unlocks what it locks. An execution from which iterations are removed, one or several at once, is
 * consistent as well: who has read what an unlock of them wrote reads what the lock had read, which is the
 * same value, with less happens-before. Only those who have tried one of the locks without success, and found
 * it taken because of such an iteration, would miss it. If they do not go as well, they read the next lock of
 * the mutex in modification order instead. To try without success orders nothing, so that this is consistent
 * unless the lock comes after them in program order and reads-from; and one is there, at the latest when the
 * thread takes the same lock again in a later iteration.
 *
 * Locks that several may have at once, for reading or as a semaphore counts them, are the same, but what
 * others do to the lock may come in between an iteration's lock and its unlock. All of that is
 * read-modify-writes, each of which reads the one before: without the iteration they find a state in which it
 * has no part, do the same, and carry no more than they did. So it is from the lock to the unlock in
 * modification order that somebody may have found the lock taken because of the iteration. A thread that does
 * so without success, for writing, finds it taken when the thread has it again, if that is at least in the
 * same way; of a semaphore, if there is nothing left then. In between he finds nothing that he could not have
 * found later, too: he only reads.
 *
 * Read-modify-writes. An iteration may also add something and take it back, set a bit and clear it, and the
 * like. What goes of a location then are rows of read-modify-writes, each of which reads from the one before
 * it. They may go if each row ends with the value w that it began with, and if no event that stays has read
 * another value out of it: then those who have read from the row read from the write W before it. The
 * execution E that becomes E' so is
 *  - consistent. Sequenced-before, modification order and happens-before of E' are parts of those of E: a row
 *    belongs to each release sequence that W belongs to, so that an event that now synchronizes with a
 *    release that comes to W has done so in E. What follows W in modification order now has followed the row,
 *    and none has written in between: so reads-before is a part as well, what hides W from a reader would
 *    have hidden the row, and a read-modify-write still comes right after what it reads. So there is no new
 *    cycle.
 *  - one of the program: each thread comes to the end of an iteration in the state in which it began it.
 *  - no better: it has the same values with less happens-before.
 * The read-modify-writes that stay and read out of a row are known where that is decided: those up to what e
 * reads are in its past, because each reads from the one before; a row that has not been followed yet ends
 * with w.
 *
 * Loads, and compare-exchanges that fail, are not: one that is not in the past may look into a row, and if
 * its thread goes on with what it has read there, there is no E'. (If it only reads again, it waits: that is
 * an iteration which changes nothing, and is removed first.) The engine's user is notified of each value that
 * rows held in between (`undone` of the graph), and has to say that something is missing if, in any
 * execution, another thread has gone on after a load of that value (polls_looks_into), or a load of the
 * location was made by a thread that had heard of something newer than it had to read (polls_may_be_behind).
 * That is enough: let L be a first such load in E, in program order and reads-from. What comes before L is an
 * execution in which no event looks into a row. If iterations are removed from it that L does not read from,
 * or none, it is explored, with L. If L reads from them, the e that they were removed for comes before L, but
 * happens-before does not say so, or L could not have read something so old: then L is explored with another
 * value, by a thread that has heard of e.
 *
 * So a lock or a read-modify-write blocks its thread when there are iterations in its past that can go, and
 * the execution that is to follow is explored without them. Of what is not in its past nothing is known: it
 * may still be removed, or be different.
 */
#include "engine/polls.h"

#define MOST_BLOCKS     8   /* threads whose iterations may go together */
#define MOST_ITERATIONS 4   /* of the thread itself that are looked at */
#define MOST_EVENTS     256 /* of the thread itself that are searched for iterations */
#define MOST_AROUND     100 /* of any thread, before and after an event that has to go */

struct block { /* events of a thread that may go: those from first to before end */
	uint32_t thread, first, end;
};

struct search {
	const struct graph *g;
	const struct event *e; /* the lock or read-modify-write */
	bool anywhere;         /* iterations may begin and end in the midst of what the loop does */
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

const struct event *polls_before(const struct graph *g, const struct event *e)
{
	event_id id = e->before_here;

	while (id && !event_takes_lock(&g->events[id]) && !event_gives_lock(&g->events[id]))
		id = g->events[id].before_here;
	return id ? &g->events[id] : NULL;
}

bool polls_unlocks_own(const struct graph *g, uint32_t thread, uint32_t first, uint32_t end)
{
	for (uint32_t i = first; i < end; i++) {
		const struct event *unlock = event_at(g, thread, i);
		if (!event_gives_lock(unlock))
			continue;
		const struct event *lock = polls_before(g, unlock);
		if (!lock || !event_takes_lock(lock) || lock->index < first)
			return false;
		/* A robust mutex that was left locked is not left again. */
		if (event_part(lock) == PART_LOCKS && lock->value_read != unlock->value_written)
			return false;
	}
	return true;
}

static bool in_same_state(const struct event *a, const struct event *b)
{
	return event_reads(a) && event_reads(b) && a->fingerprint && a->fingerprint == b->fingerprint &&
	       a->pc == b->pc;
}

/*
 * The thread was in the same state before its events from first and from end on. Of the event at `end` itself
 * nothing is known if it is not among those of the past; but what the two events before have read decides
 * what comes after them. e is in the state of the one at its `polls`.
 */
static bool same_state(const struct search *s, uint32_t thread, uint32_t first, uint32_t end, uint32_t past)
{
	const struct event *e = s->e;
	bool own = thread == e->thread && end == e->index;

	if (own || end < past) {
		const struct event *next = event_at(s->g, thread, end);
		if ((s->anywhere || next->polls) &&
		    in_same_state(event_at(s->g, thread, first),
		                  own ? event_at(s->g, thread, e->polls - 1) : next))
			return true;
	}
	if (!first || !s->anywhere)
		return false;
	const struct event *a = event_at(s->g, thread, first - 1), *b = event_at(s->g, thread, end - 1);
	return in_same_state(a, b) && a->value_read == b->value_read && a->variant == b->variant;
}

static struct block *block_of(struct search *s, uint32_t thread)
{
	for (uint32_t i = 0; i < s->count; i++)
		if (s->blocks[i].thread == thread)
			return &s->blocks[i];
	return NULL;
}

static bool goes(const struct search *s, const struct event *e)
{
	for (uint32_t i = 0; i < s->count; i++)
		if (s->blocks[i].thread == e->thread && e->index >= s->blocks[i].first &&
		    e->index < s->blocks[i].end)
			return true;
	return false;
}

/*
 * Adds iterations of a thread which its i-th event is part of. False: there are none that are over in the
 * past.
 */
static bool include(struct search *s, uint32_t thread, uint32_t i)
{
	struct block *b = block_of(s, thread);
	uint32_t lowest = b && b->first < i ? b->first : i, highest = b ? larger(b->end - 1, i) : i;
	uint32_t past = known(s->g, s->e, thread);

	if (!b && s->count == MOST_BLOCKS)
		return false;
	for (uint32_t first = lowest + 1; first-- > 0 && lowest - first < MOST_AROUND;) {
		for (uint32_t end = highest + 1; end <= past && end - highest < MOST_AROUND; end++) {
			if (!same_state(s, thread, first, end, past) ||
			    !polls_unlocks_own(s->g, thread, first, end))
				continue;
			*(b ? b : &s->blocks[s->count++]) = (struct block){thread, first, end};
			return true;
		}
	}
	return false;
}

/* The unlock in the block that belongs to this lock, which others may have as well; 0: there is none. */
static event_id find_unlock(const struct graph *g, const struct block *b, const struct event *lock)
{
	for (uint32_t i = lock->index + 1; i < b->end; i++) {
		const struct event *e = event_at(g, b->thread, i);
		if (e->location == lock->location && event_gives_lock(e))
			return g->threads[b->thread].at[i];
	}
	return 0;
}

static event_id id_of(const struct graph *g, const struct event *e)
{
	return (event_id)(e - g->events);
}

/*
 * Whether the thread has the lock where `next` takes it, which may be the lock itself, that has no place yet.
 */
static bool has_lock_at(const struct search *s, const struct block *b, const struct event *next)
{
	for (uint32_t k = b->first; k < b->end; k++) {
		const struct event *lock = event_at(s->g, b->thread, k);
		if (lock->location != next->location || !event_takes_lock(lock))
			continue;
		event_id unlock = find_unlock(s->g, b, lock), w = id_of(s->g, lock);
		for (; w && w != unlock; w = s->g->events[w].mo_next)
			if (w == id_of(s->g, next) || (next == s->e && w == next->rf))
				return true;
	}
	return false;
}

/* Whether who has found the lock taken would also find it so because of `next`, of the same thread. */
static bool is_as_strong(const struct search *s, const struct event *next, const struct event *lock)
{
	enum transition_part part = event_part(next);

	if (next->location != lock->location)
		return false;
	if (part != PART_COUNTS)
		return part == PART_LOCKS || part == event_part(lock);
	for (uint32_t i = 0; i < s->count; i++)
		if (s->blocks[i].thread != next->thread && has_lock_at(s, &s->blocks[i], next))
			return false;
	return next->value_written == 0;
}

/*
 * Where the thread takes the lock again, at `end` or later, so that it may be seen there instead. NULL:
 * nowhere in the past; it is the lock e itself, if that does.
 */
static const struct event *find_next(const struct search *s, const struct event *lock, uint32_t end)
{
	uint32_t past = known(s->g, s->e, lock->thread);

	for (uint32_t i = end; i < past; i++) {
		const struct event *next = event_at(s->g, lock->thread, i);
		if (event_takes_lock(next) && is_as_strong(s, next, lock))
			return next;
	}
	return lock->thread == s->e->thread && is_as_strong(s, s->e, lock) ? s->e : NULL;
}

enum step { DONE, MORE, FAILED };

/* Those who have seen the lock in this state, and cannot see the next one instead, have to go too. */
static enum step include_finders(struct search *s, const struct event *state, const struct event *next)
{
	const struct graph *g = s->g;

	for (event_id r = state->readers; r; r = g->events[r].reader_next) {
		const struct event *seer = &g->events[r];
		if (seer->kind != EV_READ || seer->thread == next->thread)
			continue;
		if (goes(s, seer))
			continue;
		if (event_part(next) == PART_COUNTS && !part_takes(event_part(seer)))
			return FAILED; /* it has counted, or found no room */
		bool before =
			next == s->e ? seer->index < known(g, s->e, seer->thread) : porf_before(seer, next);
		if (before)
			return include(s, seer->thread, seer->index) ? MORE : FAILED;
	}
	return DONE;
}

/*
 * Whether what somebody does to a semaphore while a thread has it can be done when none of those has it that
 * are to go.
 */
static bool does_the_same(const struct search *s, const struct event *e)
{
	const struct transition_function *function =
		(const struct transition_function *)(uintptr_t)e->expected;

	return e->op == OP_OBJECT && function->apply(e->value_read + s->count, e->operand, e->variant).writes;
}

static enum step include_seers(struct search *s, const struct block *b, const struct event *lock)
{
	const struct graph *g = s->g;
	const struct event *next = find_next(s, lock, b->end);
	bool alone = event_part(lock) == PART_LOCKS, counts = event_part(lock) == PART_COUNTS;
	event_id unlock = alone ? lock->mo_next : find_unlock(g, b, lock), w = id_of(g, lock);
	enum step step = alone || unlock ? DONE : FAILED;

	if (counts && g->counts_may_go && !g->counts_may_go())
		return FAILED;
	for (; step == DONE && w != unlock; w = g->events[w].mo_next) {
		const struct event *state = &g->events[w];
		bool left = counts && state->value_written;
		if (!w || (counts && state != lock && !does_the_same(s, state)) || (!next && !left))
			return FAILED;
		step = include_finders(s, state, left ? lock : next);
	}
	return step;
}

/* What is before the row that w belongs to; 0: the row does not consist of read-modify-writes alone. */
static event_id left_before(const struct search *s, const struct event *w)
{
	event_id left = w->rf;

	for (const struct event *e; goes(s, e = &s->g->events[left]); left = e->rf)
		if (!event_modifies(e))
			return 0;
	return left;
}

/*
 * Those who have read from this read-modify-write another value than it leaves when it goes have to go too.
 */
static enum step include_readers(struct search *s, const struct event *w)
{
	const struct graph *g = s->g;
	event_id left = left_before(s, w);
	bool goes_on = false;

	if (left && w->value_written == g->events[left].value_written)
		return DONE;
	for (event_id id = w->readers; left && id; id = g->events[id].reader_next) {
		const struct event *r = &g->events[id];
		if (r == s->e)
			return FAILED;
		if (goes(s, r))
			goes_on |= r->kind == EV_RMW;
		else if (r->index < known(g, s->e, r->thread))
			return include(s, r->thread, r->index) ? MORE : FAILED;
	}
	return goes_on ? DONE : FAILED;
}

/* What others read of other parts goes through it: it does not go. */
static bool writes_part(const struct graph *g, const struct event *e)
{
	return e->location && g->locations[e->location].parts && event_writes(e);
}

static enum step include_all_seers(struct search *s)
{
	for (uint32_t i = 0; i < s->count; i++) {
		const struct block b = s->blocks[i];
		for (uint32_t k = b.first; k < b.end; k++) {
			const struct event *e = event_at(s->g, b.thread, k);
			enum step step = writes_part(s->g, e)  ? FAILED
			                 : e->commutes         ? FAILED
			                 : event_takes_lock(e) ? include_seers(s, &b, e)
			                 : event_modifies(e)   ? include_readers(s, e)
			                                       : DONE;
			if (step != DONE)
				return step;
		}
	}
	return DONE;
}

static void tell_undone(const struct search *s)
{
	const struct graph *g = s->g;

	for (uint32_t i = 0; i < s->count; i++)
		for (uint32_t k = s->blocks[i].first; k < s->blocks[i].end; k++) {
			const struct event *w = event_at(g, s->blocks[i].thread, k);
			if (event_modifies(w) &&
			    w->value_written != g->events[left_before(s, w)].value_written)
				g->undone(&g->locations[w->location], w->value_written);
		}
}

static bool may_go(const struct graph *g, const struct event *e, uint32_t first, uint32_t end, bool anywhere)
{
	struct search s = {
		.g = g, .e = e, .anywhere = anywhere, .blocks = {{e->thread, first, end}}, .count = 1};
	enum step step;

	while ((step = include_all_seers(&s)) == MORE)
		;
	if (step == DONE && g->undone)
		tell_undone(&s);
	return step == DONE;
}

static bool some_may_go(const struct graph *g, const struct event *e, bool anywhere)
{
	uint32_t iterations[MOST_ITERATIONS] = {e->index, e->polls - 1}, n = 2;

	for (uint32_t i = e->polls - 1; i-- > 0 && n < MOST_ITERATIONS && e->polls - i < MOST_EVENTS;)
		if (in_same_state(event_at(g, e->thread, i), event_at(g, e->thread, e->polls - 1)))
			iterations[n++] = i;
	for (uint32_t first = 1; first < n; first++)
		for (uint32_t end = 0; end < first; end++)
			if (may_go(g, e, iterations[first], iterations[end], anywhere))
				return true;
	return false;
}

bool polls_in_vain(const struct graph *g, const struct event *e)
{
	/* Those that begin where loops do come first: others take back what the loop itself does not. */
	return some_may_go(g, e, false) || some_may_go(g, e, true);
}

static bool only_reads(const struct event *e)
{
	return e->kind == EV_READ && (e->op == OP_LOAD || e->op == OP_CAS || e->op == OP_WEAK_CAS);
}

bool polls_looks_into(const struct graph *g, const struct event *e)
{
	return only_reads(e) && event_modifies(&g->events[e->rf]) && g->events[e->rf].thread != e->thread;
}

bool polls_may_be_behind(const struct graph *g, const struct event *e)
{
	const struct event *before = e->index ? event_at(g, e->thread, e->index - 1) : NULL;

	if (!g->has_modified || !only_reads(e) || !before || before->hb == before->porf)
		return false;
	struct past past = {before->hb, e->thread, e->index, e->bytes};
	for (event_id w = g->locations[e->location].mo_last; w && !past_covers(g, &past, w);
	     w = g->events[w].mo_prev)
		if (event_modifies(&g->events[w]) &&
		    clock_at(before->porf, g->events[w].thread) > g->events[w].index)
			return true;
	return false;
}
