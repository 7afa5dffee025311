/*
 * Spin loops.
 *
 * A thread that comes back to a read in exactly the state in which it made that read before, having
 * changed nothing since, will go round for as long as it reads the same: it is waiting. Its state is its
 * registers and stack (spin_fingerprint); that it changed nothing shows in its count of effects and in
 * its events since. Nothing is lost by leaving the iterations that changed nothing out: the thread that reads
 * the news in its first iteration ends up where the one that went round first does.
 *
 * Which locks a thread has belongs to its state. An iteration that locks something, and unlocks it, is left
 * out only if no other thread must have seen it locked: that is decided where the next iteration locks the
 * same (engine/polls.c). So it is with an iteration that takes back what its read-modify-writes have changed
 * (undone.c).
 *
 * Loops that are never in the same state twice are in counting.c.
 */
#include "rt/loops/spin.h"

#include "engine/polls.h"
#include "rt/loops/counting.h"
#include "rt/loops/frames.h"
#include "rt/loops/undone.h"
#include "rt/memory/location_map.h"

#include <errno.h>

/*
 * For every word another result for another h, and the other way round: no word, whatever it is, makes two
 * states equal. The runtime runs on the program's stacks, so that even its own numbers lie in frames there
 * that are not written yet.
 */
static uint64_t mix(uint64_t h, uint64_t word)
{
	uint64_t product = (h ^ word) * 0x9fb21c651e98df25u;

	return product ^ product >> 32;
}

/* Each byte as many bits. */
static uint64_t widened(uint8_t bytes)
{
	uint64_t bits = bytes * 0x0101010101010101u & 0x8040201008040201u; /* each in a byte of its own */

	return ((bits + 0x7f7f7f7f7f7f7f7fu) >> 7 & 0x0101010101010101u) * 0xff;
}

/*
 * Atomics on the stack are in the graph, and their memory is a copy of what was written last
 * (location_map.c): to read it anew is news from the graph like any other. That others have written there
 * makes no other state of the thread's own, then. It would be one had the thread put something else there by
 * a plain write: that ends the location, or shows.
 */
static uint64_t without_atomics(const uint64_t *p, uint64_t *h)
{
	uint64_t which;
	uint8_t known = location_known((uint64_t)p, &which);

	if (LIKELY(!known))
		return *p;
	*h = mix(*h ^ which, known);
	return *p & ~widened(known);
}

/* What libc keeps for the running thread, which a later iteration can ask for, and how it rounds. */
static uint64_t kept_by_libc(const struct fiber *f)
{
	uint64_t kept = mix((uint64_t)(uint32_t)errno << 2 | (uint64_t)f->cancel_state << 1 | f->cancel_type,
	                    f->signal_mask);

	if (LIKELY(!float_state_is_used))
		return kept;
	struct float_state floats = float_state_get();
	return mix(kept, float_state_number(&floats));
}

static uint64_t mix_word(uint64_t h, const uint64_t *p, uint64_t mask)
{
	uint64_t word = UNLIKELY(location_on_stack) ? without_atomics(p, &h) : *p;

	return mix(h, word & mask);
}

static uint64_t mix_words(uint64_t h, const uint64_t *p, const uint64_t *end)
{
	for (; UNLIKELY(location_on_stack) && p < end; p++)
		h = mix_word(h, p, ~(uint64_t)0);
	for (; end - p >= 2; p += 2)
		h = mix(h ^ p[0] * 0xd6e8feb86659fd93u, p[1]);
	return p < end ? mix(h, *p) : h;
}

static uint64_t mix_frame(uint64_t h, const struct stack_frame *frame)
{
	for (unsigned i = 0; i < frame->count; i++)
		h = mix_word(h, frame->pointer + frame->words[i].at, frame->words[i].mask);
	return mix(h ^ frame->pointer[0], frame->pointer[1]);
}

uint64_t spin_fingerprint(const struct fiber *f, const struct hook_frame *frame, uint64_t operands)
{
	uint64_t h =
		mix(0x51ed270b4f3ac9d5u ^ f->random ^ f->clock_seen, (f->effects - f->modified) ^ f->held) ^
		kept_by_libc(f);
	const struct known_frames *known = frames_known(f, frame);
	const uint64_t *rest = (const uint64_t *)(frame + 1);

	h = mix(mix(h, operands) ^ (uint64_t)frame, frame->pc);
	for (uint32_t i = 0, left = known->registers;
	     i < sizeof frame->registers / sizeof frame->registers[0]; i++)
		if (left >> i & 1)
			h = mix(h, frame->registers[i]);
	for (unsigned i = 0; i < known->count; i++) {
		h = mix_frame(h, &known->frames[i]);
		rest = known->frames[i].pointer + 2;
	}
	return mix_words(h, rest, (const uint64_t *)f->stack_high) | 1; /* 0 is for events that have none */
}

void spin_note_lock(uint64_t address, int64_t times)
{
	rt.current->held += (uint64_t)times * mix(0x243f6a8885a308d3u, address);
}

/*
 * Who waits on a semaphore and posts it then uses it as a lock. A wait after another, or a post after no
 * wait, tells others something, or takes something from them.
 */
static bool is_of_lock(const struct event *e)
{
	enum transition_part part = event_part(e);

	if (part != PART_COUNTS && part != PART_POSTS)
		return part != PART_OTHER;
	const struct event *before = polls_before(rt_graph(), e);
	bool has = before && event_takes_lock(before);
	return has == (part == PART_POSTS);
}

/*
 * A failing exchange that writes back what it read changes nothing. Nor do locking and unlocking by
 * themselves: what is done in between counts, and so does which locks the thread has.
 */
bool spin_changed_nothing(const struct event *e)
{
	return e->kind == EV_READ || e->kind == EV_FENCE ||
	       (e->kind == EV_RMW && e->value_written == e->value_read) || is_of_lock(e);
}

static const struct event *event_at(const struct fiber *f, uint32_t i)
{
	return graph_event(rt_graph(), rt_graph()->threads[f->thread].at[i]);
}

const struct event *spin_last_iteration(const struct fiber *f, uint64_t pc)
{
	for (uint32_t i = f->done; i-- > 0;) {
		const struct event *e = event_at(f, i);
		if (!spin_changed_nothing(e))
			return NULL;
		if (e->pc == pc && event_reads(e))
			return e;
	}
	return NULL;
}

enum lock_iteration spin_locks_since(const struct fiber *f, const struct event *begin)
{
	bool locks = false;

	for (uint32_t i = begin->index; i < f->done && !locks; i++)
		locks = event_takes_lock(event_at(f, i)) || event_gives_lock(event_at(f, i));
	if (!locks)
		return LOCKS_NONE;
	return polls_unlocks_own(rt_graph(), f->thread, begin->index, f->done) ? LOCKS_WITHIN : LOCKS_ACROSS;
}

const struct event *spin_repeats(const struct fiber *f, const struct event *last, uint64_t fingerprint)
{
	if (!last || (last->fingerprint != fingerprint && last->anchor != fingerprint))
		return NULL;
	while (last->fingerprint != fingerprint && last->last_iteration)
		last = event_at(f, last->last_iteration - 1);
	return last;
}

void spin_note(struct event *e, const struct event *last, uint64_t fingerprint)
{
	e->fingerprint = fingerprint;
	e->iteration = last ? last->iteration + 1 : 1;
	e->last_iteration = last ? last->index + 1 : 0;
	/* The anchor is moved ever less often, so that loops of any length come back to it. */
	e->anchor = last && e->iteration & (e->iteration - 1) ? last->anchor : fingerprint;
}

/*
 * The thread's first event that comes after e in program order and reads-from; its number of events if there
 * is none.
 */
static uint32_t first_after(const struct event *e, uint16_t thread)
{
	const struct graph *g = rt_graph();
	uint32_t i = graph_thread_length(g, thread);

	while (i && porf_before(e, graph_event(g, g->threads[thread].at[i - 1])))
		i--;
	return i;
}

static bool would_take(const struct event *lock, uint64_t state)
{
	rt.below++; /* perhaps it is a function of the program's: see model.c */
	bool takes = graph_would_write(lock, state);
	rt.below--;
	return takes;
}

/*
 * Whether others had the lock after this iteration of the thread, and have changed something that the
 * iteration could see. What they had changed before they knew of the iteration races with what it read, or
 * the iteration has seen it.
 */
static bool lock_brings_news(const struct event *e)
{
	const struct graph *g = rt_graph();
	event_id newest = g->locations[e->location].mo_last;

	for (event_id n = newest; n != e->rf; n = graph_event(g, n)->mo_prev) {
		const struct event *w = graph_event(g, n);
		if (w->thread == e->thread ||
		    (event_takes_lock(w) && (n != newest || would_take(e, w->value_written))))
			continue;
		uint32_t first = first_after(e, w->thread);
		if (!event_gives_lock(w) || first > w->index ||
		    event_at(&rt_fibers[w->thread], first)->effects != w->effects)
			return true;
	}
	return false;
}

bool spin_has_news(event_id id)
{
	const struct event *e = graph_event(rt_graph(), id);

	return event_takes_lock(e) ? lock_brings_news(e) : explore_newer_write(rt_graph(), id, false);
}

bool spin_saw_newest(const struct fiber *f)
{
	const struct graph *g = rt_graph();

	if (!f->stuck_fingerprint)
		return counting_saw_newest(f);
	if (undone_wait(f))
		return undone_saw_newest(f);
	for (uint32_t i = f->done; i-- > 0;) {
		event_id id = g->threads[f->thread].at[i];
		const struct event *e = graph_event(g, id);
		if (!spin_changed_nothing(e))
			return true;
		if (event_reads(e) && !(e->polls && e->blocked) && !event_gives_lock(e) && spin_has_news(id))
			return false;
		if (e->blocked || e->pc != f->stuck_pc)
			continue;
		/*
		 * It may have come back to its state only after some iterations, which did not all read the
		 * same.
		 */
		if (e->fingerprint == f->stuck_fingerprint)
			return true;
	}
	return true;
}
