/*
 * Locations with parts: atomic accesses of different sizes to the same bytes.
 *
 * RC11 and C11 do not say what these mean, but there is code that relies on them: ticket locks of two
 * halves, words with a byte for the lock, pointers of 16 bytes with a counter, of which one loads the
 * halves. What they do on processors is taken for the model M:
 *
 * 1. All writes to the location, whatever part of it they write, have one order, mo. What a write of a
 *    part leaves is what the write before it has left, with the part replaced.
 * 2. A read takes its bytes from one place in mo: each from the last write up to there that has written
 *    it. A read-modify-write takes them from directly before its own place.
 * 3. What RC11 says of a location's reads and writes holds of each byte by itself: coherence, release
 *    sequences, synchronization (with all writes that bytes are taken from), and psc, whose sb≠loc is
 *    only between different locations. So threads that use different bytes are no more ordered than with
 *    different locations: store buffering and the like are there.
 * 4. If a write happens before a write that releases, or before a release fence before a write, it is
 *    before that in mo, also where they write different bytes.
 *
 * All processors on which stores come to be seen by all other threads at once are so (x86-64; ARMv8,
 * whose model has that for accesses of different sizes), but for one that lets a thread read what it has
 * itself written to a part before others see it, in a wider load: see the end.
 *
 * What is explored. A write of a part (EV_PART) is an event that comes directly after its rf, as a
 * read-modify-write does, but it reads nothing: no happens-before comes that way, and it breaks release
 * sequences of its own bytes only. So all values are known as soon as an event is there, none changes
 * when a write is placed, and TruSt's argument holds as it does for read-modify-writes: all executions of
 * M are explored in which po and rf are acyclic, where the rf of such writes, and of a read-modify-write
 * what it comes directly after, count (`porf` here). A read that may take its bytes from several places
 * in mo which are the same to it takes the last write of some of its bytes.
 *
 * What is not. Let E be an execution of M in which po and from where bytes are taken are acyclic, but
 * porf is not. Take its events one by one in an order that the former allow, up to the first, v, with
 * which porf has a cycle. Those before v are an execution that is explored. In E, v is a write of the
 * location that comes in mo directly before w, which is a write of a part, or a read-modify-write that
 * takes no byte from v; and w is before v in porf. The last step of that is po: if it were from what v
 * comes directly after, say u, w would have come directly after u without v, and there would have been a
 * cycle without it. Now let E' be E's events up to v, but with v last in mo, and the rest of the threads
 * go on in whatever way each event comes last in mo. E' is explored. In it v comes after w, or only reads
 * there, w is before v's predecessor in porf, and no write from w up to v is, or has a reader, that v has
 * to come after by coherence; nor has w by rule 4, or E would not have been one. parts_are_reordered()
 * looks for such a pair in each execution. That is rare: in code that synchronizes by acquire and release
 * all of these come in the order of happens-before. Where it is found, the engine's user has to say that
 * something is missing.
 *
 * A thread's own write of a part. ARMv8 lets a load that is wider than an earlier store of its thread
 * take the store's bytes from there, and the others from what memory holds before others can see the
 * store. By M the load takes them from one place, after the store. These differ if a write of the others,
 * which does not happen before the load, comes before the store in mo: it might have been missed.
 * parts_are_reordered() says so, too, unless both are seq_cst, or a fence is between that is (the
 * processor then waits). x86-64's do not have that: no known one takes bytes from a store and from memory
 * at once. What stands for its instructions is marked `strong`.
 */
#include "engine/parts.h"

static unsigned first_byte(const struct event *e)
{
	return (unsigned)__builtin_ctz(e->bytes);
}

/* The bits of an event's bytes in a location of at most 8 bytes. */
static uint64_t bits_of(const struct event *e)
{
	uint64_t bits = e->size >= 8 ? ~(uint64_t)0 : ((uint64_t)1 << 8 * e->size) - 1;

	return bits << 8 * first_byte(e);
}

uint64_t parts_extract(const struct graph *g, const struct event *e, uint64_t whole)
{
	if (g->locations[e->location].size > 8)
		return g->wide_part(whole, first_byte(e), e->size);
	return (whole & bits_of(e)) >> 8 * first_byte(e);
}

uint64_t parts_insert(const struct graph *g, const struct event *e, uint64_t whole, uint64_t part)
{
	if (g->locations[e->location].size > 8)
		return g->wide_with(whole, part, first_byte(e), e->size);
	return (whole & ~bits_of(e)) | (part << 8 * first_byte(e) & bits_of(e));
}

bool parts_may_read(const struct graph *g, const struct event *e, event_id w)
{
	return e->bytes & g->events[w].bytes || graph_would_change(g, e, w);
}

event_id parts_next_source(const struct graph *g, event_id *at, uint16_t *left)
{
	while (*at && *left) {
		event_id id = *at;
		const struct event *w = &g->events[id];
		*at = event_follows_rf(w) ? w->rf : 0;
		if (!(w->bytes & *left))
			continue;
		*left &= (uint16_t)~w->bytes;
		return id;
	}
	return 0;
}

bool parts_learned_nothing_newer(const struct graph *g, const struct event *e)
{
	struct past past = {e->hb, e->thread, e->index, e->bytes};
	bool newer = event_follows_rf(e);

	for (event_id w = g->events[e->rf].mo_next; w; w = g->events[w].mo_next) {
		if (&g->events[w] == e)
			continue;
		newer = newer || g->events[w].bytes & e->bytes;
		if (newer && past_covers(g, &past, w))
			return false;
	}
	return true;
}

/* --- What is not explored ----------------------------------------------------------------------------- */

static const struct event *before(const struct graph *g, const struct event *e)
{
	return e->index ? &g->events[g->threads[e->thread].at[e->index - 1]] : NULL;
}

/* Whether w is before v in program order and what reads and writes of parts take from where. */
static bool is_known(const struct event *w, const struct event *v, const struct event *predecessor)
{
	if (w->thread == v->thread)
		return w->index < v->index;
	return predecessor && clock_at(predecessor->porf, w->thread) > w->index;
}

/* Whether w has to come before v by rule 4. */
static bool is_published(const struct event *w, const struct event *v, const struct event *predecessor)
{
	struct view published = v->release_fence;

	if (order_releases(v->order_success))
		published = (struct view){predecessor ? predecessor->hb : NULL, v->thread, v->index};
	return view_at(&published, w->thread) > w->index;
}

/* Whether w comes directly after what is before it, but takes no byte that v would write there. */
static bool is_apart(const struct event *w, const struct event *v)
{
	return w->kind == EV_PART || (w->kind == EV_RMW && !(w->bytes & v->bytes));
}

/* v: a write, or what would have been one earlier, and only reads where it is. */
static bool might_come_earlier(const struct graph *g, const struct event *v)
{
	const struct event *predecessor = before(g, v);
	struct past past = {predecessor ? predecessor->hb : NULL, v->thread, v->index, v->bytes};

	event_id w = v->kind == EV_READ ? g->locations[v->location].mo_last : v->mo_prev;
	for (; w && !past_covers(g, &past, w); w = g->events[w].mo_prev) {
		const struct event *e = &g->events[w];
		if (is_apart(e, v) && is_known(e, v, predecessor) && !is_published(e, v, predecessor))
			return true;
	}
	return false;
}

/* The thread's last write of a part of what the load reads, with nothing after it that waits for that. */
static const struct event *own_part(const struct graph *g, const struct event *load)
{
	for (uint32_t i = load->index; i-- > 0;) {
		const struct event *e = &g->events[g->threads[load->thread].at[i]];
		if (e->order == HEAVY ||
		    (e->order == SEQ_CST && (e->kind == EV_FENCE || load->order == SEQ_CST) &&
		     (e->kind == EV_FENCE || event_writes(e))))
			return NULL;
		if (e->location == load->location && event_writes(e) && e->bytes & load->bytes)
			return load->bytes & ~e->bytes && !e->strong ? e : NULL;
	}
	return NULL;
}

/* Takes the bytes out of a past for which nothing before w may be read. */
static void forget_covered(const struct graph *g, struct past *past, event_id w)
{
	if (past_has(past, &g->events[w]))
		past->bytes &= (uint16_t)~g->events[w].bytes;
	for (event_id r = g->events[w].readers; r; r = g->events[r].reader_next)
		if (past_has(past, &g->events[r]))
			past->bytes &= (uint16_t)~g->events[r].bytes;
}

static bool might_miss_others(const struct graph *g, const struct event *load)
{
	const struct event *own = own_part(g, load), *predecessor = before(g, load);

	if (!own)
		return false;
	struct past past = {predecessor->hb, load->thread, load->index, load->bytes};
	past.bytes &= (uint16_t)~own->bytes;
	for (event_id w = own->mo_prev; w && past.bytes; w = g->events[w].mo_prev) {
		if (!past_covers(g, &past, w) && g->events[w].bytes & past.bytes)
			return true;
		forget_covered(g, &past, w);
	}
	return false;
}

bool parts_are_reordered(const struct graph *g)
{
	for (event_id id = g->live_last; id; id = g->events[id].live_prev) {
		const struct event *e = &g->events[id];
		if (!e->location || !g->locations[e->location].parts)
			continue;
		bool reads = e->kind == EV_READ, may_write = e->op != OP_LOAD && (reads || e->in_mo);
		if ((may_write && might_come_earlier(g, e)) ||
		    (reads && !e->strong && might_miss_others(g, e)))
			return true;
	}
	return false;
}
