/*
 * Loops whose iterations take back what they have done: they add to a counter, find that they may not go on,
 * and subtract again; set a bit and clear it; and so on. A thread that comes back to the first
 * read-modify-write of such an iteration in the state in which it was there before may wait for news instead.
 * Whether it does is decided by what others have seen of the iterations before: see engine/polls.c.
 *
 * What cannot be decided there: whether somebody else's load reads what such an iteration writes and takes
 * back, and goes on with that. All workers note together which values iterations have written that were left
 * out, and which ones loads have read that their threads went on after. In the end no value may be among
 * both, or something was cut.
 */
#include "rt/loops/undone.h"

#include "engine/polls.h"
#include "engine/reserve.h"
#include "rt/error/notes.h"
#include "rt/loops/spin.h"

#define LOOK_BACK 16 /* accesses of the location by the thread */

/*
 * --- Iterations ------------------------------------------------------------------------------------------
 */

static event_id id_at(const struct fiber *f, uint32_t i)
{
	return rt_graph()->threads[f->thread].at[i];
}

static const struct event *event_at(const struct fiber *f, uint32_t i)
{
	return graph_event(rt_graph(), id_at(f, i));
}

/*
 * Of a thread's accesses of a location from `id` on backward the last one at this place in this state, or 0.
 */
static event_id last_in_state(event_id id, uint64_t pc, uint64_t fingerprint)
{
	for (uint32_t i = 0; id && i < LOOK_BACK; i++) {
		const struct event *e = graph_event(rt_graph(), id);
		if (e->pc == pc && e->fingerprint == fingerprint && event_reads(e))
			return id;
		id = e->before_here;
	}
	return 0;
}

/* Where its thread was in the state of this event first. */
static uint32_t first_in_state(const struct event *e)
{
	return e->first ? e->first - 1 : e->index;
}

/*
 * What the thread came to first in its loop is where its iterations begin: in between it is in the midst of
 * something. Iterations without changes and locks are no concern of ours.
 */
static bool begins_iteration(const struct fiber *f, const struct event *begin, bool lock)
{
	bool changes = false;

	for (uint32_t i = begin->index; i < f->done; i++) {
		const struct event *e = event_at(f, i);
		if (!lock && i > begin->index && event_modifies(e) &&
		    first_in_state(e) < first_in_state(begin))
			return false;
		changes |= !spin_changed_nothing(e) || event_takes_lock(e);
	}
	return changes;
}

static bool is_lock(uint8_t op)
{
	return op == OP_LOCK || op == OP_TRYLOCK;
}

uint32_t undone_begin(const struct fiber *f, uint32_t location, const struct request *q, uint64_t fingerprint,
                      uint32_t *first)
{
	const struct graph *g = rt_graph();
	uint32_t u = g->locations[location].users;

	*first = 0;
	if (g->locations[location].parts || q->op == OP_LOAD || q->op == OP_OBJECT || q->op == OP_ONCE)
		return 0;
	while (u && g->users[u].thread != f->thread)
		u = g->users[u].next;
	event_id id = u ? last_in_state(g->users[u].last, q->pc, fingerprint) : 0;
	const struct event *begin = graph_event(g, id);
	if (!id)
		return 0;
	*first = first_in_state(begin) + 1;
	if (!begins_iteration(f, begin, is_lock(q->op)) ||
	    !polls_unlocks_own(g, f->thread, begin->index, f->done))
		return 0;
	return begin->index + 1;
}

bool undone_wait(const struct fiber *f)
{
	const struct event *last = fiber_last_event(f);

	return last && last->in_vain && !part_takes(event_part(last));
}

/* Whether one of the thread's reads of this location had the value. */
static bool has_read(event_id last, uint64_t value)
{
	for (event_id id = last; id; id = graph_event(rt_graph(), id)->before_here)
		if (event_reads(graph_event(rt_graph(), id)) &&
		    graph_event(rt_graph(), id)->value_read == value)
			return true;
	return false;
}

/*
 * Whether a thread that waits has looked at the location, and has not seen this value there, which each
 * iteration writes and takes back: then it need not wait forever. In another execution it has seen it. If it
 * waits there, too, that one is judged.
 */
static bool somebody_missed(const struct fiber *f, const struct event *w)
{
	const struct graph *g = rt_graph();

	for (uint32_t u = g->locations[w->location].users; u; u = g->users[u].next) {
		const struct fiber *other = &rt_fibers[g->users[u].thread];
		if (other != f && other->state == FIBER_SPINNING && !undone_wait(other) &&
		    !has_read(g->users[u].last, w->value_written))
			return true;
	}
	return false;
}

/* It has made an iteration that no other came into, and the next one would be the same. */
bool undone_saw_newest(const struct fiber *f)
{
	const struct event *last = fiber_last_event(f);
	uint32_t begin = last->polls - 1;

	/* Who has had the location in between may have changed what the next iteration looks at. */
	if (event_at(f, begin)->kind != EV_RMW || last->value_read != event_at(f, begin)->value_read ||
	    graph_event(rt_graph(), last->rf)->thread != f->thread ||
	    explore_newer_write(rt_graph(), id_at(f, last->index), false))
		return false;
	for (uint32_t i = begin; i < last->index; i++) {
		const struct event *e = event_at(f, i);
		bool own = e->location == last->location && event_modifies(e);
		if (e->kind == EV_CHOICE || e->variant)
			return false;
		if (own && i > begin && graph_event(rt_graph(), e->rf)->thread != f->thread)
			return false;
		if (event_modifies(e) && somebody_missed(f, e))
			return false;
		if (!own && (event_reads(e) || e->op == OP_UNLOCK) && spin_has_news(id_at(f, i)))
			return false;
	}
	return true;
}

/* --- Those who look into them ----------------------------------------------------------------------- */

#define MOST_VALUES ((size_t)1 << 14)

struct values { /* a set, as a hash table that has no 0 */
	uint64_t keys[MOST_VALUES];
	uint32_t full;
};

static struct shared_values {
	struct values undone, seen;
} * values;

/*
 * Another number for every other location and value, as good as always: else too much is said to have been
 * cut.
 */
static uint64_t key_of(uint64_t address, uint64_t value)
{
	uint64_t h = (address ^ (value + 1) * 0xd6e8feb86659fd93u) * 0x9fb21c651e98df25u;

	return (h ^ h >> 29) | 1;
}

/* Any value of the location: a load that knows of newer ones has been made. */
static uint64_t key_of_any(uint64_t address)
{
	return key_of(~address, 0);
}

/* Where the key is, or a place for it; NULL: there is none left. */
static uint64_t *place_of(struct values *v, uint64_t key)
{
	for (size_t i = key >> 40, n = 0; n < MOST_VALUES / 4; i++, n++) {
		uint64_t *place = &v->keys[i % MOST_VALUES], old = 0;
		/* relaxed: a set of numbers; it is read when all others have ended */
		if (__atomic_load_n(place, __ATOMIC_RELAXED) == key)
			return place;
		/* relaxed: as above */
		if (__atomic_compare_exchange_n(place, &old, key, false, __ATOMIC_RELAXED,
		                                __ATOMIC_RELAXED) ||
		    old == key)
			return place;
	}
	return NULL;
}

static void add(struct values *v, uint64_t key)
{
	if (!place_of(v, key))
		/* relaxed: read when all others have ended */
		__atomic_store_n(&v->full, 1, __ATOMIC_RELAXED);
}

static void note_undone(const struct location *l, uint64_t value)
{
	add(&values->undone, key_of(l->address, value));
	add(&values->undone, key_of_any(l->address));
}

/*
 * sem_getvalue finds a semaphore taken, and given back, without having it: who polls under one may have been
 * seen in any number of iterations. So either no thread does the first, or no iteration is left out; where
 * iterations were left out already, that is said.
 */
static bool may_poll_semaphores(void)
{
	struct acq_workers *team = &rt.outcome->team;

	/* relaxed: only spares what follows where it is known */
	if (__atomic_load_n(&team->counted, __ATOMIC_RELAXED))
		return false;
	/*
	 * seq_cst: with the store and the load in note_counted(), of which one sees the other; a worker may
	 * not miss both
	 */
	__atomic_store_n(&team->polled, 1, __ATOMIC_SEQ_CST);
	/* seq_cst: likewise */
	return !__atomic_load_n(&team->counted, __ATOMIC_SEQ_CST);
}

void undone_init(void)
{
	size_t got;

	values = engine_reserve_shared(sizeof *values, &got);
	if (got < sizeof *values)
		engine_out_of_memory("what loops write and take back");
	rt_graph()->undone = note_undone;
	rt_graph()->counts_may_go = may_poll_semaphores;
}

void undone_note_going_on(struct fiber *f)
{
	const struct event *last = fiber_last_event(f);

	f->looked = false;
	add(&values->seen, key_of(rt_graph()->locations[last->location].address, last->value_read));
}

void undone_note_read(struct fiber *f, const struct event *e)
{
	const struct graph *g = rt_graph();

	f->looked = polls_looks_into(g, e);
	if (UNLIKELY(polls_may_be_behind(g, e)))
		add(&values->seen, key_of_any(g->locations[e->location].address));
}

static bool has(const struct values *v, uint64_t key)
{
	for (size_t i = key >> 40, n = 0; n < MOST_VALUES / 4 && v->keys[i % MOST_VALUES]; i++, n++)
		if (v->keys[i % MOST_VALUES] == key)
			return true;
	return v->full;
}

void undone_say_cut(void)
{
	bool cut = values->undone.full;

	for (size_t i = 0; i < MOST_VALUES && !cut; i++)
		cut = values->undone.keys[i] && has(&values->seen, values->undone.keys[i]);
	if (cut)
		outcome_add_bound("a loop takes back what it has written, and another thread went on after "
		                  "it had read that: "
		                  "further iterations of the loop were not explored");
}
