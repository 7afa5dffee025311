/*
 * Threads that run the same: see engine/symmetry.c, which asks that the program does not tell them apart.
 *
 * Twins are made by pthread_create or thrd_create without attributes, with the same function and argument.
 * They can be told apart by their numbers (pthread_self, gettid, numbers at random, which are each
 * thread's own), by whatever else is done with one of their handles than waiting for it, and by their
 * results. If this happens, the exploration begins again without twins. What their memory's addresses are
 * is no such thing: those are arbitrary to a program.
 */
#include "rt/threads/twins.h"

#include "engine/symmetry.h"
#include "rt/run/fiber.h"
#include "rt/run/float_state.h"
#include "rt/run/scheduler.h"

static bool explores(void)
{
	return rt.mode == RUN_EXPLORE || rt.mode == RUN_SEARCH;
}

/* What was explored says nothing: the reporter begins again. */
static _Noreturn void fail(void)
{
	if (rt.mode == RUN_SEARCH) { /* the error is known: this is no way to a shorter one */
		rt.current->state = FIBER_ASSUMING;
	} else {
		/* relaxed: pairs with the reporter's look when all have ended */
		__atomic_store_n(&rt.outcome->asymmetric, 1, __ATOMIC_RELAXED);
		rt.interrupted = true;
	}
	fiber_switch(NULL);
	__builtin_unreachable();
}

/* --- Who is one --------------------------------------------------------------------------------------- */

static uint64_t mixed(uint64_t hash, uint64_t more)
{
	hash = (hash ^ more) * 0x9e3779b97f4a7c15u;
	return hash ^ hash >> 32;
}

/* Nothing else that a new thread takes over from its creator is known to it. Not 0. */
static uint64_t inherits(const struct fiber *child)
{
	uint64_t floats = float_state_is_used ? float_state_number(&child->floats) : 0;
	uint64_t hash = mixed(mixed(child->signal_mask, child->runs), floats);

	hash = mixed(hash, (uint64_t)child->policy << 32 | (uint32_t)child->priority);
	return hash ? hash : 1;
}

/* How many threads the largest group has, of any worker's. */
static void say(const struct graph *g, event_id last)
{
	uint16_t n = 1;

	for (event_id e = last; graph_event(g, e)->paired; e = graph_event(g, e)->paired)
		n++;
	/* relaxed: pairs with the reporter's look when all have ended */
	uint16_t said = __atomic_load_n(&rt.outcome->twins, __ATOMIC_RELAXED);
	while (said < n &&
	       /* relaxed: likewise */
	       !__atomic_compare_exchange_n(&rt.outcome->twins, &said, n, true, __ATOMIC_RELAXED,
	                                    __ATOMIC_RELAXED))
		;
}

void twins_created(struct fiber *f, event_id id, void *(*start)(void *), void *argument)
{
	struct graph *g = rt_graph();
	struct event *e = graph_event(g, id);

	if (!rt.pairs_threads || !explores())
		return;
	e->operand = (uint64_t)start;
	e->expected = (uint64_t)argument;
	e->fingerprint = inherits(&rt_fibers[e->peer]);
	if (!e->index)
		return;
	const struct event *before = graph_event(g, graph_thread_event(g, f->thread, e->index - 1));
	if (before->kind != EV_CREATE || before->fingerprint != e->fingerprint ||
	    before->operand != e->operand || before->expected != e->expected)
		return;
	const struct fiber *other = &rt_fibers[before->peer];
	if (other->told_apart || other->joined || other->detached)
		fail();
	symmetry_pair(g, id);
	say(g, id);
}

void twins_are_told_apart_slowly(struct fiber *f)
{
	if (!explores())
		return;
	if (symmetry_is_paired(rt_graph(), f->thread))
		fail();
	if (f->told_apart)
		return;
	fiber_save(f);
	f->told_apart = true;
}

void twins_compare_result(struct fiber *f)
{
	const struct graph *g = rt_graph();

	if (!g->has_twins || !explores() || !symmetry_is_paired(g, f->thread))
		return;
	for (uint32_t i = 0; i < rt_fiber_count; i++)
		if (rt_fibers[i].joined && rt_fibers[i].state == FIBER_ENDED && symmetry_is_paired(g, i) &&
		    symmetry_are_twins(g, i, f->thread) && rt_fibers[i].result != f->result)
			fail();
}

/* --- Their steps -------------------------------------------------------------------------------------- */

struct fiber *twins_first(struct fiber *f)
{
	const struct graph *g = rt_graph();

	if (!g->has_twins || !explores())
		return NULL;
	uint32_t thread = symmetry_ahead(g, f->thread, f->created_by);
	if (thread == NO_THREAD)
		return NULL;
	struct fiber *other = &rt_fibers[thread];
	switch (other->state) {
	case FIBER_READY:
	case FIBER_RUNNABLE:
		return other;
	case FIBER_YIELDING:
	case FIBER_JOINING:
	case FIBER_ASLEEP:
	case FIBER_NONE:
		fail();
	default: /* it goes no further */
		return NULL;
	}
}

void twins_check(struct fiber *f, event_id id)
{
	(void)f;
	if (UNLIKELY(rt_graph()->has_twins) && explores() && !symmetry_holds(rt_graph(), id))
		fail();
}

void twins_yield(struct fiber *f)
{
	if (UNLIKELY(rt_graph()->has_twins) && explores() && symmetry_is_paired(rt_graph(), f->thread))
		fail();
}

/* --- What comes of it --------------------------------------------------------------------------------- */

/* Whether f cannot go on before this thread ends, and another that runs the same has already ended. */
static bool waits_for_slower(const struct fiber *f)
{
	const struct graph *g = rt_graph();

	if (f->state != FIBER_JOINING || !symmetry_is_paired(g, f->waits_for))
		return false;
	for (uint32_t i = 0; i < rt_fiber_count; i++)
		if (rt_fibers[i].state == FIBER_ENDED && symmetry_is_paired(g, i) &&
		    symmetry_are_twins(g, i, f->waits_for))
			return true;
	return false;
}

/* Whether no more may come of what still waits: the process ends, or something assumed does not hold. */
static bool execution_ends(void)
{
	if (rt.finished)
		return true;
	for (uint32_t i = 0; i < rt_fiber_count; i++)
		if (rt_fibers[i].state == FIBER_EXITING || rt_fibers[i].assumed)
			return true;
	return false;
}

bool twins_hold_to_the_end(void)
{
	if (LIKELY(!rt_graph()->has_twins || !execution_ends()))
		return true;
	for (uint32_t i = 0; i < rt_fiber_count; i++)
		if (symmetry_waits_for_more(rt_graph(), i, rt_fibers[i].done) ||
		    waits_for_slower(&rt_fibers[i])) {
			/* relaxed: pairs with the reporter's look when all have ended */
			__atomic_store_n(&rt.outcome->asymmetric, 1, __ATOMIC_RELAXED);
			return false;
		}
	return true;
}

bool twins_may_excuse(const struct violation *v)
{
	const struct graph *g = rt_graph();

	if (!g->has_twins)
		return false;
	if (v->has_previous)
		return symmetry_hides_order(g, v->previous_thread, v->previous_epoch) ||
		       symmetry_hides_order(g, v->thread, v->epoch);
	return v->verdict == ACQ_MISUSE || v->verdict == ACQ_USE_AFTER_FREE || v->verdict == ACQ_DATA_RACE;
}
