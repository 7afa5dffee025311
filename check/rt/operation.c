/*
 * Operations on locations of the graph: run again if they are recorded, else added.
 */
#include "operation.h"

#include "counting.h"

static _Noreturn void park_spinning(struct fiber *f, const struct request *q)
{
	f->state = FIBER_SPINNING;
	f->stuck_address = q->address;
	f->stuck_pc = q->pc;
	schedule_others(f);
	__builtin_unreachable();
}

static bool took_lock(const struct event *e)
{
	return e->kind == EV_RMW && (e->op == OP_LOCK || e->op == OP_TRYLOCK);
}

static bool only_writes(const struct request *q)
{
	return q->op == OP_STORE || q->op == OP_UNLOCK;
}

/* What a loop that counts its turns does at a new read: see counting.c. */
static enum turn new_turn(struct fiber *f, const struct request *q)
{
	if (!q->frame || only_writes(q))
		return TURN_EVENT;
	const struct event *last = spin_last_turn(f, q->pc);
	if (last && took_lock(last))
		return TURN_EVENT;
	if (last && f->patience && counting_goes_on(f, last, q->address))
		return TURN_IDLE;
	return counting_turn(f, last, shadow_location(q->address, q->size, q->op != OP_LOAD, q->pc), q->pc,
	                     q->frame);
}

/* *id: the event that is recorded for the operation, 0 if a new one is to be added. */
static enum turn next_turn(struct fiber *f, const struct request *q, event_id *id)
{
	for (;;) {
		*id = schedule_next_event(f);
		if (*id)
			return q->frame && counting_was_idle(f) ? TURN_IDLE : TURN_EVENT;
		enum turn turn = new_turn(f, q);
		if (turn == TURN_PARK)
			park_spinning(f, q);
		if (turn != TURN_YIELD)
			return turn;
		f->state = FIBER_YIELDING;
		schedule_others(f);
		f->state = FIBER_RUNNABLE;
	}
}

/* An execution of so many steps is taken for one that does not end. */
#define MAX_STEPS 1000000

static void check_length(const struct request *q)
{
	if (UNLIKELY(rt_graph()->live >= MAX_STEPS))
		violation_unsupported(q->pc,
		                      "an execution of more than %d steps: a loop that changes something in "
		                      "every turn, or more work than can be explored",
		                      MAX_STEPS);
}

static event_id add_event(struct fiber *f, const struct request *q, enum turn turn)
{
	struct operation op = {
		.op = q->op,
		.order = q->order,
		.order_failure = q->order_failure,
		.operand = q->operand,
		.expected = q->expected,
		.pc = q->pc,
		.settled = turn == TURN_SETTLED,
		.newest = turn == TURN_NEWEST,
	};
	uint32_t location = shadow_location(q->address, q->size, q->op != OP_LOAD, q->pc);
	const struct event *last = NULL;
	uint64_t fingerprint = 0;

	check_length(q);
	if (only_writes(q)) {
		schedule_may_add(f);
		return explore_add_write(&rt.explorer, f->thread, location, &op);
	}
	if (q->frame) {
		last = spin_last_turn(f, q->pc);
		fingerprint = spin_fingerprint(f, q->frame);
		bool repeats = spin_repeats(last, fingerprint);
		op.polls = repeats && took_lock(last);
		if (repeats && !op.polls)
			park_spinning(f, q);
	}
	schedule_may_add(f);
	event_id id = explore_add_read(&rt.explorer, f->thread, location, &op);
	spin_note(graph_event(rt_graph(), id), last, fingerprint);
	counting_note(graph_event(rt_graph(), id));
	return id;
}

void operation_check_replay(bool same, uint64_t pc)
{
	if (LIKELY(same))
		return;
	violation_unsupported(pc,
	                      "a program that does something else when it is run again with the same values: "
	                      "it depends on what is not modelled (a file, the environment, uninitialized "
	                      "memory)");
}

static bool same_operation(const struct event *e, const struct request *q)
{
	return (event_reads(e) || event_writes(e)) && e->op == q->op && e->operand == q->operand &&
	       e->expected == q->expected && rt_graph()->locations[e->location].address == q->address;
}

/*
 * Slots of the stack that the program has not written hold what was left there, which is not the same in
 * every run: fingerprints are only compared with others of the same run.
 */
static void note_again(const struct fiber *f, event_id id, const struct hook_frame *frame)
{
	const struct graph *g = rt_graph();
	struct event *e = graph_event(g, id);
	uint32_t last = e->last_turn;

	spin_note(e, last ? graph_event(g, g->threads[f->thread].at[last - 1]) : NULL,
	          spin_fingerprint(f, frame));
}

const struct event *operation_perform(const struct request *q)
{
	struct fiber *f = rt.current;

	event_id id;
	enum turn turn = next_turn(f, q, &id);
	if (turn == TURN_IDLE)
		return spin_last_turn(f, q->pc);
	if (id) {
		const struct event *e = graph_event(rt_graph(), id);
		operation_check_replay(same_operation(e, q), q->pc);
		shadow_replay_location(e->location, q->pc);
		if (q->frame && event_reads(e))
			note_again(f, id, q->frame);
	} else {
		id = add_event(f, q, turn);
	}
	schedule_snapshot(id);
	const struct event *e = graph_event(rt_graph(), id);
	schedule_done(f);
	if (!spin_changed_nothing(e))
		f->effects++;
	if (UNLIKELY(rt.recording))
		record_event(f, id);
	if (event_writes(e))
		shadow_atomic_written(e->location);
	shadow_check_atomic(e->location, e);
	if (e->blocked &&
	    !e->value_read) /* a lock that only polls: the mutex is free, but there is no news */
		park_spinning(f, q);
	return e;
}
