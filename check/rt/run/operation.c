/*
 * Operations on locations of the graph: run again if they are recorded, else added.
 */
#include "rt/run/operation.h"

#include "engine/commute.h"
#include "engine/parts.h"
#include "engine/reserve.h"
#include "rt/error/line_lock.h"
#include "rt/error/replay.h"
#include "rt/error/violation.h"
#include "rt/loops/bounds.h"
#include "rt/loops/counting.h"
#include "rt/loops/idle.h"
#include "rt/loops/results.h"
#include "rt/loops/spin.h"
#include "rt/loops/undone.h"
#include "rt/memory/ended_frames.h"
#include "rt/memory/location_map.h"
#include "rt/memory/plain.h"
#include "rt/memory/uninitialized.h"
#include "rt/memory/units.h"
#include "rt/run/choice.h"
#include "rt/run/event_step.h"
#include "rt/run/execution.h"
#include "rt/run/fiber.h"
#include "rt/run/observer.h"
#include "rt/run/scheduler.h"
#include "rt/threads/twins.h"

static _Noreturn void park_spinning(struct fiber *f, const struct request *q, uint64_t fingerprint)
{
	schedule_check_wait(f, q->pc);
	f->state = FIBER_SPINNING;
	f->program_sp = q->frame ? (uintptr_t)(q->frame + 1) : 0;
	f->stuck_address = q->address;
	f->stuck_pc = q->pc;
	f->stuck_fingerprint = fingerprint;
	schedule_others(f);
	__builtin_unreachable();
}

/*
 * Nothing new can come of this execution, and nothing can revisit what was there before. Because a weak
 * compare-exchange failed spuriously, the thread is back where it was before, and whatever can come of it
 * comes of the execution without that iteration as well. Or what it does on a queue is not placed.
 */
static _Noreturn void drop_execution(struct fiber *f)
{
	f->state = FIBER_ASSUMING;
	fiber_switch(NULL);
	__builtin_unreachable();
}

/* What it has just done is not placed. */
static _Noreturn void go_no_further(struct fiber *f, event_id id)
{
	if (!explore_goes_on_without(rt_graph(), id))
		drop_execution(f);
	f->state = FIBER_ASSUMING;
	schedule_others(f);
	__builtin_unreachable();
}

static bool only_writes(const struct request *q)
{
	return q->op == OP_STORE || q->op == OP_UNLOCK;
}

static uint64_t operands(const struct request *q)
{
	return (q->address * 0x9e3779b97f4a7c15u ^ q->operand) * 0xc2b2ae3d27d4eb4fu ^ q->expected ^
	       q->registers;
}

struct new_event { /* what is known of one that is about to be added */
	uint32_t location;
	const struct event *last; /* spin_last_iteration of the read */
};

/* What a loop that counts its iterations does at a new read: see counting.c. */
static enum iteration new_iteration(struct fiber *f, const struct request *q, struct new_event *added)
{
	bool may_spin = q->frame && !only_writes(q);

	added->last = may_spin ? spin_last_iteration(f, q->pc) : NULL;
	if (UNLIKELY(rt.mode == RUN_REPLAY) && replay_is_under_way()) {
		enum iteration iteration = replay_iteration(f, q->pc, q->address);
		if (iteration != ITERATION_ELIDED)
			added->location = location_of(q->address, q->size, q->op != OP_LOAD, q->pc);
		return iteration;
	}
	if (added->last && f->elided && !event_takes_lock(added->last) &&
	    counting_goes_on(f, q->pc, q->address))
		return ITERATION_ELIDED;
	added->location = location_of(q->address, q->size, q->op != OP_LOAD, q->pc);
	if (!may_spin || (added->last && event_takes_lock(added->last)))
		return ITERATION_EVENT;
	return counting_iteration(f, added->last, added->location, q->pc, q->frame, operands(q));
}

/* So many events after each other of a thread that could go on for ever, while another is never let go on. */
#define FAIR_STEPS 256

/*
 * So that a worker sees that it is to stop. What is to be added next depends on the graph alone still.
 */
static bool is_others_turn(const struct fiber *f)
{
	return UNLIKELY(f->done % FAIR_STEPS == 0) && f->done && !f->in_step && !rt_runs_again() &&
	       rt.mode != RUN_REPLAY && schedule_is_ahead(f);
}

/* *id: the event that is recorded for the operation, 0 if a new one is to be added. */
static enum iteration next_iteration(struct fiber *f, const struct request *q, event_id *id,
                                     struct new_event *added)
{
	for (;;) {
		*id = schedule_next_event(f, q->pc);
		if (*id)
			return q->frame && counting_was_elided(f) ? ITERATION_ELIDED : ITERATION_EVENT;
		enum iteration iteration = is_others_turn(f) ? ITERATION_YIELD : new_iteration(f, q, added);
		if (iteration == ITERATION_PARK)
			park_spinning(f, q, 0);
		if (iteration != ITERATION_YIELD)
			return iteration;
		twins_yield(f);
		f->state = FIBER_YIELDING;
		schedule_others(f);
		f->state = FIBER_RUNNABLE;
	}
}

/* What the thread's last read of the location at this place read from, or put back. */
static event_id read_before(const struct fiber *f, const struct request *q)
{
	const struct event *e = counting_repeated(f, q->pc, q->address);

	return event_writes(e) ? rt_graph()->threads[f->thread].at[e->index] : e->rf;
}

/* A specified object's function is the program's (model.c): what it does is none of the program's steps. */
static event_id add_read(struct fiber *f, uint32_t location, const struct operation *op)
{
	rt.below++;
	event_id id = UNLIKELY(rt.mode == RUN_REPLAY)
	                      ? replay_read(f, location, op)
	                      : explore_add_read(&rt.explorer, f->thread, location, op);
	rt.below--;
	return id;
}

/* Whether it need not be ordered with others that are like it: see engine/commute.c. */
static bool may_commute(struct fiber *f, const struct request *q, enum iteration iteration,
                        const struct new_event *added)
{
	const struct location *l = &rt_graph()->locations[added->location];

	return q->fetches && rt.reduces && iteration == ITERATION_EVENT && commute_may(q->op) && !l->unset &&
	       !l->parts && !location_is_kept_in_memory(l) && result_is_unused(f, q->pc);
}

/* What was explored says nothing: the reporter begins again, without reductions. */
static _Noreturn void reductions_fail(void)
{
	/* relaxed: pairs with the reporter's look when all have ended */
	__atomic_store_n(&rt.outcome->irreducible, 1, __ATOMIC_RELAXED);
	rt.interrupted = true;
	fiber_switch(NULL);
	__builtin_unreachable();
}

#define MOST_COMMUTING 1000 /* of a thread in an execution */

static event_id add_commuting(struct fiber *f, const struct request *q, uint32_t location)
{
	struct operation op = {.op = q->op, .order = q->order, .operand = q->operand, .pc = q->pc};

	/* A loop that takes back what it does is not recognized so. */
	if (f->commuted > MOST_COMMUTING)
		reductions_fail();
	schedule_may_add(f);
	/* relaxed: pairs with the reporter's look when all have ended */
	__atomic_store_n(&rt.outcome->reduced, 1, __ATOMIC_RELAXED);
	event_id id = explore_add_commuting(&rt.explorer, f->thread, location, &op);
	const struct event *before = graph_event(rt_graph(), graph_event(rt_graph(), id)->mo_prev);
	if (before->commutes && before->thread != f->thread)
		/* relaxed: likewise */
		__atomic_store_n(&rt.outcome->commuted, 1, __ATOMIC_RELAXED);
	return id;
}

/* A thread in an atomic block may not wait: that it would have to is an error, and has to be met. */
static bool may_block(const struct fiber *f, const struct request *q)
{
	return !f->in_atomic_block && (q->op == OP_LOCK || q->op == OP_ONCE || q->op == OP_OBJECT) &&
	       !q->queue && !q->on_atomic;
}

/*
 * Lets others go on first if the operation would only block. False: it would not. *last: nobody else can go
 * on, so that it is to be made even so.
 */
static bool is_held_up(struct fiber *f, const struct request *q, struct held_up *h, bool *last)
{
	if (rt.mode == RUN_REPLAY || !schedule_would_wait(h))
		return false;
	f->held_up = h;
	f->stuck_address = q->address;
	if (q->frame)
		f->program_sp = (uintptr_t)(q->frame + 1);
	*last = schedule_others_first(f);
	if (q->frame)
		f->program_sp = 0;
	return true;
}

/*
 * The thread is back at the read, in the state in which it has made `begin`, and has changed nothing since.
 * If that was its only event, it would have been better to let it wait before: then it is as if it had.
 */
static _Noreturn void come_back(struct fiber *f, const struct request *q, uint64_t fingerprint,
                                const struct event *begin)
{
	event_id last = rt_graph()->threads[f->thread].at[f->done - 1];
	bool explores = rt.mode == RUN_EXPLORE || rt.mode == RUN_SEARCH;

	if (explores && idle_iteration(f, begin)) {
		bool is_new = idle_learn(begin) && idle_may_be(f, q);
		if (is_new && last >= rt.first_added && last == rt_graph()->live_last && !rt.estimating)
			rt.withdrawn = last;
		if (rt.withdrawn || explore_is_left_behind(rt_graph(), last))
			drop_execution(f);
	}
	park_spinning(f, q, fingerprint);
}

/* What the event of a read is to be; does not return where there is to be none. */
static void prepare_read(struct fiber *f, const struct request *q, const struct new_event *added,
                         struct held_up *h)
{
	struct operation *op = &h->operation;

	h->location = added->location;
	h->last = added->last;
	if (!q->frame)
		return;
	h->fingerprint = spin_fingerprint(f, q->frame, operands(q));
	const struct event *begin = spin_repeats(f, added->last, h->fingerprint);
	bool repeats = begin;
	enum lock_iteration locks = repeats ? spin_locks_since(f, begin) : LOCKS_NONE;
	if (locks == LOCKS_WITHIN && event_takes_lock(begin))
		op->polls = begin->index + 1;
	if (repeats && choice_failed_since(f, q->pc, h->fingerprint)) {
		schedule_may_add(f);
		drop_execution(f);
	}
	if (repeats && locks == LOCKS_NONE)
		come_back(f, q, h->fingerprint, begin);
	if (!repeats)
		op->polls = undone_begin(f, added->location, q, h->fingerprint, &h->first);
}

static void note_read(event_id id, const struct held_up *h)
{
	struct event *e = graph_event(rt_graph(), id);

	spin_note(e, h->last, h->fingerprint);
	e->first = h->first;
	counting_note(e);
}

/* Adds the event of an operation. 0: it was held up, and may have one now. *last: it is held up no more. */
static event_id add_event(struct fiber *f, const struct request *q, enum iteration iteration,
                          const struct new_event *added, bool *last)
{
	struct held_up h = {.operation = {
				    .op = q->op,
				    .order = q->order,
				    .order_failure = q->order_failure,
				    .operand = q->operand,
				    .expected = q->expected,
				    .pc = q->pc,
				    .no_revisit = iteration == ITERATION_NO_REVISIT,
				    .newest_only = iteration == ITERATION_NEWEST_ONLY,
				    .queue = q->queue ? location_of(q->queue, 8, true, q->pc) : 0,
				    .step_index = q->step_index,
				    .strong = q->strong,
				    .bytes = location_part(added->location, q->address, q->size),
				    .waits = may_block(f, q),
			    }};
	struct operation *op = &h.operation;

	if (UNLIKELY(bounds_cut(q->pc))) {
		rt.cut_short = true;
		drop_execution(f);
	}
	if (may_commute(f, q, iteration, added))
		return add_commuting(f, q, added->location);
	if (UNLIKELY(op->bytes) && op->op == OP_OBJECT)
		violation_unsupported(q->pc,
		                      "atomic accesses of other sizes to an object that threads wait on");
	if (UNLIKELY(q->weak) && choice_spurious(f, q->pc))
		op->op = OP_WEAK_CAS;
	if (only_writes(q)) {
		schedule_may_add(f);
		if (UNLIKELY(rt.mode == RUN_REPLAY))
			return replay_write(f, added->location, op);
		return explore_add_write(&rt.explorer, f->thread, added->location, op);
	}
	prepare_read(f, q, added, &h);
	if (UNLIKELY(iteration == ITERATION_REREAD))
		op->reread = read_before(f, q);
	schedule_may_add(f);
	if (iteration == ITERATION_EVENT && idle_may_be(f, q))
		op->fingerprint = h.fingerprint;
	if ((op->waits || op->fingerprint) && !*last && is_held_up(f, q, &h, last))
		return 0;
	event_id id = add_read(f, added->location, op);
	note_read(id, &h);
	return id;
}

/* --- Held up at the end --------------------------------------------------------------------------------- */

static struct left { /* an operation that a thread has not made */
	uint32_t thread;
	struct held_up held_up;
} * left;

static uint32_t left_count;

void operation_note_held_up(void)
{
	size_t got;

	left_count = 0;
	if (!rt.finished && !rt.cut_short)
		return;
	if (!left)
		left = engine_reserve(sizeof *left * fiber_most(), &got);
	for (uint32_t i = 0; i < rt_fiber_count; i++)
		if (rt_fibers[i].state == FIBER_HELD_UP)
			left[left_count++] = (struct left){i, *rt_fibers[i].held_up};
}

static bool may_go_on(const struct left *l)
{
	return !explore_would_wait(&rt.explorer, l->held_up.location, &l->held_up.operation);
}

static void add_left(const struct left *l)
{
	event_id (*add)(struct explorer *, uint32_t, uint32_t, const struct operation *) =
		rt.cut_short ? explore_add_read : explore_add_last;

	note_read(add(&rt.explorer, l->thread, l->held_up.location, &l->held_up.operation), &l->held_up);
}

/*
 * What was cut is not gone on with. An execution that is over is: it may be that a thread gets further while
 * the process ends. Then those who wait are held up again.
 */
void operation_add_held_up(void)
{
	rt.below++;
	for (uint32_t i = 0; i < left_count && !rt.cut_short; i++)
		if (may_go_on(&left[i])) {
			add_left(&left[i]);
			left_count = 0;
		}
	for (uint32_t i = 0; i < left_count; i++)
		add_left(&left[i]);
	left_count = 0;
	rt.below--;
}

static bool same_operation(const struct event *e, const struct request *q)
{
	uint8_t op = e->op == OP_WEAK_CAS && q->weak ? OP_CAS : e->op;

	return (event_reads(e) || event_writes(e)) && op == q->op && e->operand == q->operand &&
	       e->expected == q->expected && event_address(e) == q->address;
}

/*
 * Slots of the stack that the program has not written hold what was left there, which is not the same in
 * every run: fingerprints are only compared with others of the same run.
 */
static void note_again(const struct fiber *f, event_id id, const struct request *q)
{
	const struct graph *g = rt_graph();
	struct event *e = graph_event(g, id);
	uint32_t last = e->last_iteration;

	spin_note(e, last ? graph_event(g, g->threads[f->thread].at[last - 1]) : NULL,
	          spin_fingerprint(f, q->frame, operands(q)));
}

static const char *lock_words(uint8_t op)
{
	return op == OP_LOCK      ? "lock of a mutex"
	       : op == OP_TRYLOCK ? "trylock of a mutex"
	       : op == OP_ONCE    ? "use of a once flag"
	                          : "use of an object";
}

/*
 * What an access of a location that was never written gets. A value that is only read may not matter;
 * an operation that does something with it has decided already.
 */
static const struct event *read_uninitialized(const struct event *e, const struct request *q)
{
	static struct event other;
	struct violation v = {
		.verdict = ACQ_UNINITIALIZED,
		.kind = e->kind == EV_RMW ? ACQ_STEP_RMW : ACQ_STEP_LOAD,
		.order = e->order,
		.address = q->address,
		.size = q->size,
		.pc = q->pc,
		.atomic = true,
	};

	if (!event_reads(e) || graph_event(rt_graph(), e->rf)->kind != EV_INIT)
		return e;
	if ((e->op != OP_LOAD && e->op != OP_EXCHANGE) || e->queue) {
		bool lock = e->op == OP_LOCK || e->op == OP_TRYLOCK || e->op == OP_ONCE || e->op == OP_OBJECT;
		violation_message(&v, "%s that was never initialized",
		                  e->queue ? "futex call on a word"
		                  : lock   ? lock_words(e->op)
		                           : "read-modify-write of an atomic");
		violation_raise(&v);
	}
	if (!rt_runs_again())
		uninitialized_note(q->address, q->size, q->pc, e);
	other = *e;
	other.value_read = uninitialized_value(q->address, q->size);
	return &other;
}

/* As the program sees the event: the values are of what it accesses. */
static const struct event *of_part(const struct event *e)
{
	static struct event other;

	if (LIKELY(!event_is_of_part(e)))
		return e;
	other = *e;
	other.value_read = parts_value(rt_graph(), e, e->value_read);
	other.value_written = parts_value(rt_graph(), e, e->value_written);
	return &other;
}

static void happens_again(struct fiber *f, event_id id, const struct request *q)
{
	const struct event *e = graph_event(rt_graph(), id);

	schedule_check_replayed(same_operation(e, q), q->pc);
	location_replay(e->location, q->pc);
	if (UNLIKELY(e->queue))
		location_replay(e->queue, q->pc);
	if (q->frame && event_reads(e))
		note_again(f, id, q);
}

/* The event of the operation, recorded or added. 0: its loop only counts, and it has none. */
static event_id next_event(struct fiber *f, const struct request *q)
{
	struct new_event added;
	bool last = false;
	event_id id;

	for (;;) {
		enum iteration iteration = next_iteration(f, q, &id, &added);
		if (UNLIKELY(iteration == ITERATION_ELIDED))
			return 0;
		if (id) {
			happens_again(f, id, q);
			return id;
		}
		if (!(id = add_event(f, q, iteration, &added, &last)))
			continue;
		if (UNLIKELY(rt_graph()->has_commuting) && !commute_holds(rt_graph(), id))
			reductions_fail();
		return id;
	}
}

const struct event *operation_perform(const struct request *q)
{
	struct fiber *f = rt.current;

	observe_step(q->pc, q->address << 8 | q->op, q->operand ^ q->expected << 1);
	frames_settle(f);
	if (UNLIKELY(f->lowest_atomic) && q->frame)
		frames_end_below(f, (uintptr_t)(q->frame + 1));
	if (UNLIKELY(rt.lines))
		rt.lines->lock(q->address);
	event_id id = next_event(f, q);
	if (UNLIKELY(!id)) {
		const struct event *last = counting_repeated(f, q->pc, q->address);
		return rt_graph()->locations[last->location].unset ? read_uninitialized(last, q)
		                                                   : of_part(last);
	}
	execution_snapshot(id);
	const struct event *e = graph_event(rt_graph(), id);
	schedule_done(f);
	if (!spin_changed_nothing(e)) {
		f->effects++;
		f->modified += event_modifies(e);
		f->commuted += e->commutes;
	}
	if (event_takes_lock(e) || event_gives_lock(e))
		spin_note_lock(q->address, event_gives_lock(e) ? -1 : 1);
	if (UNLIKELY(!rmw_is_placed(e)))
		go_no_further(f, id);
	observe_event(f, id);
	if (event_writes(e))
		location_written_atomically(e->location);
	plain_check_atomic(e->location, e);
	e = of_part(e);
	if (UNLIKELY(rt_graph()->locations[e->location].unset))
		e = read_uninitialized(e, q);
	if (e->in_vain) /* the lock is free, but there is no news */
		park_spinning(f, q, e->fingerprint);
	return e;
}

void operation_fence(uint8_t order, uint64_t pc)
{
	struct fiber *f = rt.current;

	observe_step(pc, order, 0);
	event_id id = schedule_next_event(f, pc);
	if (id ? counting_was_elided(f) : counting_fence_is_elided(f, pc))
		return;
	if (!id) {
		schedule_may_add(f);
		id = explore_add_fence(&rt.explorer, f->thread, order, pc);
	}
	event_step_happened(f, id, false);
}
