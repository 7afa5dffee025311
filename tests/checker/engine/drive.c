#include "drive.h"

#include "engine/commute.h"
#include "engine/explore.h"
#include "engine/parts.h"
#include "engine/polls.h"
#include "engine/symmetry.h"
#include "sleepers.h"

#include <math.h>
#include <string.h>

const char *drive_error;

static struct explorer x;
static struct graph *const g = &x.graph;

enum thread_state { NOT_THERE, RUNNING, WAITING, UNWANTED, ENDED };

struct runner {
	uint8_t state, pc;
	bool begun, has_waited; /* has_waited: before the operation that it is at */
	uint32_t done;          /* how many of its events have happened in this execution */
	event_id create;
	uint64_t registers[MAX_INSTRUCTIONS];
	event_id events[MAX_INSTRUCTIONS];
	bool passed[MAX_INSTRUCTIONS]; /* instructions that were done */
};

/* Where the program is. */
struct position {
	unsigned current; /* the thread that did something last */
	event_id newest;  /* the event added last of those that have happened */
	struct runner threads[MAX_THREADS];
};

#define MAX_SNAPSHOTS (MAX_THREADS * MAX_INSTRUCTIONS)

struct driver {
	const struct program *p;
	unsigned policy;
	bool resumes, hands_out;
	bool at_once, at_last; /* when those go on who have waited */
	bool objects[MAX_LOCATIONS];
	bool dropped; /* nothing can come of it any more */
	bool behind;  /* likewise, because a thread waits and has read something old */
	/* its thread waits because of it, as was not known, and nothing was added since; or 0 */
	event_id idle;
	uint32_t unreplayed;
	struct position now;
	struct position snapshots[MAX_SNAPSHOTS];
	uint32_t snapshot_count;
};

/*
 * What is blind commutes, threads with the same code are symmetric; and it came out that not all of that
 * is so.
 */
static bool reduces, pairs, irreducible;

/* --- The exploration, over and over ----------------------------------------------------------------- */

static void start_over(const struct program *p)
{
	if (!g->events)
		explore_init(&x);
	graph_truncate(g, 1);
	g->clocks.top = 0;
	g->has_sc = g->has_sc_fences = g->has_light = g->has_heavy = false;
	g->c11_sequences = p->c11_sequences;
	g->has_commuting = g->has_parts = g->has_twins = irreducible = false;
	x.branch_count = x.pending_count = 0;
	x.strays = false;
}

/* As in the runtime, a location comes to be when it is first accessed. */
static uint32_t location_of(const struct program *p, uint8_t location)
{
	uint64_t address = 0x1000 + (uint64_t)location;

	for (uint32_t l = 1; l < g->next_location; l++)
		if (g->locations[l].address == address)
			return l;
	uint32_t l = graph_add_location(g, address, p->size[location], p->initial[location]);
	g->locations[l].parts = p->parts[location];
	return l;
}

/* --- One operation of a thread ---------------------------------------------------------------------- */

static uint8_t engine_op(uint8_t code)
{
	static const uint8_t ops[] = {OP_LOAD,     OP_LOAD,   OP_LOAD,   OP_STORE,   OP_EXCHANGE, OP_ADD,
	                              OP_SUB,      OP_AND,    OP_OR,     OP_XOR,     OP_NAND,     OP_CAS,
	                              OP_WEAK_CAS, OP_LOCK,   OP_LOCK,   OP_TRYLOCK, OP_ONCE,     OP_OBJECT,
	                              OP_OBJECT,   OP_OBJECT, OP_OBJECT, OP_OBJECT,  OP_OBJECT,   OP_UNLOCK};

	return ops[code]; /* as in enum code */
}

static struct transition take(uint64_t old, uint64_t operand, uint32_t variant)
{
	(void)operand;
	return old ? (struct transition){.value = old - 1 - variant, .writes = true}
	           : (struct transition){.blocks = true};
}

static uint32_t variants_to_take(uint64_t old, uint64_t operand)
{
	(void)operand;
	return old >= 2 ? 2 : 1;
}

/*
 * An I_AWAIT is a loop around a load. Which values it waits with is learnt from reading them, as in the
 * runtime.
 */
static bool idle_values[MAX_THREADS * MAX_INSTRUCTIONS][256];

#define FIRST_AWAIT 0x1000 /* other instructions' states are less */

static bool takes_back;

static bool is_idle(uint64_t fingerprint, uint64_t value)
{
	return fingerprint >= FIRST_AWAIT && value < 256 && idle_values[fingerprint - FIRST_AWAIT][value];
}

static uint64_t state_of(const struct driver *d, unsigned t, const struct instruction *in)
{
	bool awaits = in->code == I_AWAIT && !in->state && !in->bytes;

	return awaits ? FIRST_AWAIT + t * MAX_INSTRUCTIONS + d->now.threads[t].pc : in->state;
}

/*
 * Where the thread was in the same state before, as for struct operation: the last of its instructions there.
 */
static uint32_t last_turn(const struct runner *r, const struct code_of_thread *c,
                          const struct instruction *in)
{
	for (unsigned i = r->pc; i-- > 0;)
		if (r->passed[i] && c->at[i].state == in->state)
			return graph_event(g, r->events[i])->index + 1;
	return 0;
}

void drive_reduce(bool reduce)
{
	reduces = reduce;
}

void drive_pair(bool pair)
{
	pairs = pair;
}

bool drive_is_irreducible(void)
{
	return irreducible;
}

/* Of threads that may be the same, in place of the instruction's address. */
static uint64_t place(const struct driver *d, unsigned t)
{
	return pairs ? 1 + d->now.threads[t].pc : 0;
}

static struct operation operation_of(const struct driver *d, unsigned t, const struct instruction *in)
{
	static const struct transition_function takes = {.apply = take, .variants = variants_to_take};
	const uint64_t *registers = d->now.threads[t].registers;
	unsigned bits = 8u * (unsigned)__builtin_popcount(program_bytes(d->p, in));
	struct operation op = {
		.op = engine_op(in->code),
		.order = in->order,
		.order_failure = in->order_failure,
		.operand = program_operand(d->p, in, in->value, registers),
		.expected = program_operand(d->p, in, in->expected, registers),
		.polls = in->turn ? last_turn(&d->now.threads[t], &d->p->threads[t], in)
	                          /* the turn began with the thread's first event */
	                          : in->code == I_POLL_LOCK,
		.queue = in->queue ? location_of(d->p, (uint8_t)(in->queue - 1)) : 0,
		.step_index = in->step_index,
		.bytes = in->bytes,
		.pc = place(d, t),
		.waits = code_is_lock(in->code) && d->objects[in->location],
		.fingerprint = in->code == I_AWAIT ? state_of(d, t, in) : 0,
	};

	if (in->code == I_TAKE)
		op.expected = (uintptr_t)&takes;
	else if (code_is_on_queue(in->code))
		op.expected = (uintptr_t)sleepers_function(in);
	if (code_is_lock(in->code))
		op.operand = 1;
	else if (in->code == I_UNLOCK)
		op.operand = 0;
	else if (bits < 64) /* bits above the width do not matter */
		op.operand ^= (uint64_t)1 << bits, op.expected ^= (uint64_t)3 << bits;
	return op;
}

static event_id add_access(struct driver *d, unsigned t, const struct instruction *in)
{
	struct operation op = operation_of(d, t, in);
	uint32_t location = location_of(d->p, in->location);

	if (reduces && in->blind && commute_may(op.op))
		return explore_add_commuting(&x, t, location, &op);
	if (!code_may_read(in->code))
		return explore_add_write(&x, t, location, &op);
	event_id id = explore_add_read(&x, t, location, &op);
	graph_event(g, id)->fingerprint = state_of(d, t, in);
	return id;
}

static event_id create(const struct driver *d, unsigned t, const struct instruction *in)
{
	event_id before = graph_thread_last(g, t), id = explore_add_create(&x, t, in->thread, 0);

	if (pairs && before && graph_event(g, before)->kind == EV_CREATE &&
	    program_is_same(d->p, graph_event(g, before)->peer, in->thread))
		symmetry_pair(g, id);
	return id;
}

static event_id add_event(struct driver *d, unsigned t, const struct instruction *in)
{
	switch (in->code) {
	case I_FENCE:
		return explore_add_fence(&x, t, in->order, place(d, t));
	case I_CHOOSE:
		return explore_add_choice(&x, t, in->value.constant, place(d, t));
	case I_CREATE:
		return create(d, t, in);
	case I_JOIN:
		return explore_add_join(&x, t, graph_thread_last(g, in->thread), 0);
	case I_SLEEP:
		return explore_add_woken(&x, t, sleepers_waker(g, t), 0);
	default: {
		event_id id = add_access(d, t, in);
		irreducible |= reduces && g->has_commuting && !commute_holds(g, id);
		return id;
	}
	}
}

static bool same_kind(const struct event *e, const struct instruction *in)
{
	switch (in->code) {
	case I_FENCE:
		return e->kind == EV_FENCE && e->order == in->order;
	case I_CHOOSE:
		return e->kind == EV_CHOICE;
	case I_CREATE:
		return e->kind == EV_CREATE && e->peer == in->thread;
	case I_JOIN:
		return e->kind == EV_JOIN && e->peer == in->thread;
	case I_SLEEP:
		return e->kind == EV_WOKEN;
	default:
		return (event_reads(e) || event_writes(e)) && e->op == engine_op(in->code) &&
		       (in->turn || (e->polls != 0) == (in->code == I_POLL_LOCK)) &&
		       g->locations[e->location].address == 0x1000 + (uint64_t)in->location;
	}
}

static bool has_happened(const struct driver *d, const struct event *e)
{
	return e->kind == EV_INIT || e->index < d->now.threads[e->thread].done;
}

/* Whether another thread, which does the same, goes first. */
static bool has_to_wait(const struct driver *d, unsigned t)
{
	uint32_t other = g->has_twins ? symmetry_ahead(g, t, d->now.threads[t].create) : NO_THREAD;

	return other != NO_THREAD && d->now.threads[other].state == RUNNING;
}

/* The event recorded for what a thread does next, or 0. *wait: it cannot be run, or added, yet. */
static event_id recorded(const struct driver *d, unsigned t, bool *wait)
{
	event_id id = graph_thread_event(g, t, d->now.threads[t].done);
	const struct event *e = graph_event(g, id);

	*wait = id ? e->rf && !has_happened(d, graph_event(g, e->rf))
	           : d->unreplayed > 0 || has_to_wait(d, t);
	return id;
}

static void happened(struct driver *d, unsigned t)
{
	event_id id = graph_thread_event(g, t, d->now.threads[t].done++);

	irreducible |= g->has_twins && !symmetry_holds(g, id);
	if (id > d->now.newest)
		d->now.newest = id;
	if (d->unreplayed)
		d->unreplayed--;
}

static void take_effect(struct driver *d, unsigned t, const struct instruction *in, event_id id)
{
	struct runner *r = &d->now.threads[t];
	const struct event *e = graph_event(g, id);

	happened(d, t);
	r->events[r->pc] = id;
	r->passed[r->pc] = true;
	if (event_reads(e) || e->kind == EV_CHOICE)
		r->registers[r->pc] = parts_value(g, e, e->value_read);
	if (in->code == I_CREATE) {
		d->now.threads[in->thread].state = RUNNING;
		d->now.threads[in->thread].create = id;
	}
	if (event_reads(e) &&
	    (e->blocked || (in->code == I_AWAIT && r->registers[r->pc] != in->expected.constant)))
		r->state = WAITING;
	if (in->code == I_LOOK && e->value_read != in->expected.constant)
		r->pc = (uint8_t)(r->pc + in->skip);
	r->pc++;
}

static bool take_branch(struct runner *r, const struct instruction *in)
{
	bool holds = instruction_holds(in, r->registers);

	r->passed[r->pc] = true;
	if (in->code == I_ASSUME && !holds)
		r->state = UNWANTED;
	r->pc = (uint8_t)(r->pc + 1 + (holds ? 0 : in->skip));
	return true;
}

static bool begin_or_end(struct driver *d, unsigned t)
{
	struct runner *r = &d->now.threads[t];
	bool wait;
	event_id id = recorded(d, t, &wait);

	if (wait)
		return false;
	uint8_t kind = r->begun ? EV_END : EV_BEGIN;
	if (id && graph_event(g, id)->kind != kind)
		drive_error = "a thread's beginning or end was recorded as something else";
	else if (!id && r->begun)
		explore_add_end(&x, t);
	else if (!id)
		explore_add_begin(&x, t, r->create);
	happened(d, t);
	if (r->begun)
		r->state = ENDED;
	r->begun = true;
	return true;
}

/* Before the event takes effect: when the snapshot is used, it may read something else. */
static void take_snapshot(struct driver *d, event_id id)
{
	if (!d->resumes || !explore_wants_snapshot(&x, id) || d->now.newest > id)
		return;
	if (d->snapshot_count == MAX_SNAPSHOTS) {
		drive_error = "snapshots of more events than there are";
		return;
	}
	d->snapshots[d->snapshot_count++] = d->now;
	explore_set_snapshot(&x, id, d->snapshot_count);
}

/* Whether the thread does not do this yet, because it would only block. */
static bool waits_for(struct driver *d, unsigned t, const struct instruction *in)
{
	if (!code_is_lock(in->code) && in->code != I_AWAIT)
		return false;
	struct operation op = operation_of(d, t, in);
	bool waits = explore_would_wait(&x, location_of(d->p, in->location), &op);
	d->now.threads[t].has_waited |= waits;
	return waits;
}

/* A thread has read what it waits with. added: just now. */
static void idles(struct driver *d, event_id id, bool added)
{
	const struct event *e = graph_event(g, id);

	if (e->fingerprint >= FIRST_AWAIT && e->value_read < 256 && !is_idle(e->fingerprint, e->value_read)) {
		idle_values[e->fingerprint - FIRST_AWAIT][e->value_read] = true;
		d->idle = added && takes_back ? id : 0;
	}
	d->behind = explore_is_left_behind(g, id);
	d->dropped = d->idle || d->behind;
}

/* Does what thread t does next. False: it cannot go on now. last: it does so even if it blocks then. */
static bool advance_to(struct driver *d, unsigned t, bool last)
{
	struct runner *r = &d->now.threads[t];
	bool wait;

	if (r->state != RUNNING)
		return false;
	if (!r->begun || r->pc >= d->p->threads[t].length)
		return begin_or_end(d, t);
	const struct instruction *in = &d->p->threads[t].at[r->pc];
	if (code_needs_register(in->code))
		return take_branch(r, in);
	event_id id = recorded(d, t, &wait);
	if (wait || (!id && in->code == I_JOIN && d->now.threads[in->thread].state != ENDED) ||
	    (!id && in->code == I_SLEEP && !sleepers_waker(g, t)) || (!id && !last && waits_for(d, t, in)))
		return false;
	r->has_waited = false;
	bool added = !id;
	if (added)
		id = add_event(d, t, in);
	else if (!same_kind(graph_event(g, id), in))
		drive_error = "another operation was recorded for an instruction";
	take_snapshot(d, id);
	take_effect(d, t, in, id);
	if (in->code == I_AWAIT && r->state == WAITING)
		idles(d, id, added);
	if (!rmw_is_placed(graph_event(g, id))) {
		d->dropped = !explore_goes_on_without(g, id);
		r->state = UNWANTED;
	}
	return true;
}

static bool advance(struct driver *d, unsigned t)
{
	return advance_to(d, t, false);
}

/* --- One execution ---------------------------------------------------------------------------------- */

static unsigned hash(const struct driver *d)
{
	uint32_t h = 2166136261u;

	for (unsigned t = 0; t < d->p->thread_count; t++)
		h = (h ^ graph_thread_length(g, t)) * 16777619u;
	return h >> 16;
}

/*
 * The thread that has to go on before any other may; -1: there is none. Where one has just read what another
 * did in the midst of its step, the other comes first.
 */
static int in_midst_of_a_step(const struct driver *d)
{
	event_id newest = 0;
	int found = -1;

	for (unsigned t = 0; t < d->p->thread_count; t++) {
		const struct runner *r = &d->now.threads[t];
		if (r->state != RUNNING || !r->begun || r->pc >= d->p->threads[t].length ||
		    !d->p->threads[t].at[r->pc].step_index || graph_thread_last(g, t) < newest)
			continue;
		newest = graph_thread_last(g, t);
		found = (int)t;
	}
	return found;
}

/* One of those that have waited. last: even if it will block then. */
static bool advance_waiting(struct driver *d, bool last)
{
	for (unsigned t = 0; t < d->p->thread_count && !d->unreplayed; t++)
		if (d->now.threads[t].has_waited && advance_to(d, t, last))
			return true;
	return false;
}

static bool stays_back(const struct driver *d, unsigned t)
{
	return d->at_last && !d->unreplayed && d->now.threads[t].has_waited;
}

/* Lets one thread do one thing. False: none can. */
static bool advance_some(struct driver *d)
{
	unsigned n = d->p->thread_count;
	unsigned first = d->policy == SCRAMBLED ? hash(d) : 0;
	int holder = d->unreplayed ? -1 : in_midst_of_a_step(d);

	if (d->dropped)
		return false;
	if (holder >= 0)
		return advance(d, (unsigned)holder);
	if (d->at_once && advance_waiting(d, false))
		return true;
	if (d->policy == RUN_ON && !stays_back(d, d->now.current) && advance(d, d->now.current))
		return true;
	for (unsigned k = 0; k < n; k++) {
		unsigned t = d->policy == HIGHEST_FIRST ? n - 1 - k : (first + k) % n;
		if (!stays_back(d, t) && advance(d, t)) {
			d->now.current = t;
			return true;
		}
	}
	return advance_waiting(d, false) || advance_waiting(d, true);
}

static void start_from_the_beginning(struct driver *d)
{
	memset(&d->now, 0, sizeof d->now);
	for (unsigned t = 0; t < d->p->thread_count; t++) {
		bool created = d->p->threads[t].created;
		d->now.threads[t].state = created ? NOT_THERE : RUNNING;
		d->now.threads[t].begun = !created;
	}
}

static void run_execution(struct driver *d, uint64_t snapshot)
{
	d->dropped = d->behind = false;
	d->idle = 0;
	d->snapshot_count = (uint32_t)snapshot;
	if (snapshot)
		d->now = d->snapshots[snapshot - 1];
	else
		start_from_the_beginning(d);
	d->unreplayed = g->live;
	for (unsigned t = 0; t < d->p->thread_count; t++)
		d->unreplayed -= d->now.threads[t].done;
	while (!drive_error && advance_some(d))
		;
	if (!drive_error && !d->dropped && d->unreplayed)
		drive_error = "the program could not be run through what was recorded";
}

/* --- What it was ------------------------------------------------------------------------------------ */

static void set_source(const struct driver *d, struct step *s, const struct event *w)
{
	if (w->kind == EV_INIT) {
		s->from_thread = FROM_INITIAL;
		return;
	}
	const event_id *events = d->now.threads[w->thread].events;
	s->from_thread = (uint8_t)w->thread;
	while (graph_event(g, events[s->from_instruction]) != w)
		s->from_instruction++;
}

static uint8_t position(const struct event *e)
{
	uint8_t n = 0;

	for (event_id w = g->locations[e->location].init; graph_event(g, w) != e;
	     w = graph_event(g, w)->mo_next)
		n++;
	return n;
}

static void fill_step(const struct driver *d, struct step *s, event_id id)
{
	const struct event *e = graph_event(g, id);

	s->done = 1;
	if (!id)
		return; /* an IF or ASSUME */
	if (event_has_source(e) || e->kind == EV_WOKEN)
		set_source(d, s, graph_event(g, e->rf));
	if (event_reads(e) || e->kind == EV_CHOICE)
		s->read = parts_value(g, e, e->value_read);
	if (event_writes(e)) {
		s->written = parts_value(g, e, e->value_written);
		s->position = position(e);
	}
}

/* As driver.c judges an execution whose threads have not all ended. */
static bool stuck_for_good(const struct driver *d)
{
	for (unsigned t = 0; t < d->p->thread_count; t++) {
		const struct runner *r = &d->now.threads[t];
		if (r->state == UNWANTED)
			return false;
		if (r->state == WAITING && explore_newer_write(g, graph_thread_last(g, t), false))
			return false;
	}
	return true;
}

/* Not if there is something that does not stand. */
static bool is_execution(const struct driver *d)
{
	for (unsigned t = 0; t < d->p->thread_count; t++)
		if (!rmw_is_placed(graph_event(g, graph_thread_last(g, t))))
			return false;
	return true;
}

static void describe(const struct driver *d, struct execution *e)
{
	memset(e, 0, sizeof *e);
	for (unsigned l = 0; l < d->p->location_count; l++)
		e->memory[l] = d->p->initial[l];
	for (uint32_t l = 1; l < g->next_location; l++)
		e->memory[g->locations[l].address & 3] =
			graph_event(g, g->locations[l].mo_last)->value_written;
	e->complete = 1;
	for (unsigned t = 0; t < d->p->thread_count; t++) {
		const struct runner *r = &d->now.threads[t];
		if (r->state == RUNNING || r->state == WAITING || r->state == UNWANTED)
			e->complete = 0;
		for (unsigned i = 0; i < d->p->threads[t].length; i++)
			if (r->passed[i])
				fill_step(d, &e->at[t][i], r->events[i]);
	}
	e->stuck = !e->complete && stuck_for_good(d);
}

/* --- Parts handed out --------------------------------------------------------------------------------- */

#define MAX_PARTS 8
#define PART_SIZE ((size_t)4 << 20)

static char parts[MAX_PARTS][PART_SIZE];
static unsigned part_count;

static void hand_out(void)
{
	if (part_count < MAX_PARTS && explore_can_split(&x) &&
	    explore_split(&x, parts[part_count], PART_SIZE))
		part_count++;
}

/* Goes on to the next execution, in a part that was handed out if nothing else is left. */
static bool next(void)
{
	bool more;

	while (!(more = explore_next(&x)) && part_count)
		explore_steal(&x, parts[--part_count]);
	return more;
}

static void begin(struct driver *d, const struct program *p, unsigned policy)
{
	d->p = p;
	d->policy = policy % SNAPSHOTS;
	d->resumes = policy % AT_ONCE >= SNAPSHOTS;
	d->hands_out = policy % AT_ONCE >= HANDED_OUT;
	d->at_once = policy / AT_ONCE == 1;
	d->at_last = policy / AT_ONCE == 2;
	for (uint8_t l = 0; l < MAX_LOCATIONS; l++)
		d->objects[l] = program_has_object(p, l);
	drive_error = NULL;
	part_count = 0;
	start_over(p);
	g->is_idle = is_idle;
	x.steps_at_once = p->thread_count == 3 ? 2 : 64; /* small programs never take many */
}

/* --- Values that loops write and take back ------------------------------------------------------------- */

#define ANY 256 /* value of a byte */

static bool reordered;

bool drive_was_reordered(void)
{
	return reordered;
}

static bool undone[MAX_LOCATIONS][ANY + 1], seen[MAX_LOCATIONS][ANY + 1];

static void note_undone(const struct location *l, uint64_t value)
{
	undone[l->address & 3][value % ANY] = undone[l->address & 3][ANY] = true;
}

static void note_seen(void)
{
	for (event_id id = g->live_last; id; id = graph_event(g, id)->live_prev) {
		const struct event *e = graph_event(g, id);
		if (!e->location)
			continue;
		bool *values = seen[g->locations[e->location].address & 3];
		if (polls_looks_into(g, e) && graph_thread_last(g, e->thread) != id)
			values[e->value_read % ANY] = true;
		if (polls_may_be_behind(g, e))
			values[ANY] = true;
	}
}

bool drive_was_cut(void)
{
	for (unsigned l = 0; l < MAX_LOCATIONS; l++)
		for (unsigned v = 0; v <= ANY; v++)
			if (undone[l][v] && seen[l][v])
				return true;
	return false;
}

bool drive(const struct program *p, unsigned policy, size_t limit, struct executions *set)
{
	static struct driver d;
	struct execution e;
	uint64_t snapshot = 0;

	begin(&d, p, policy);
	takes_back = true;
	memset(idle_values, 0, sizeof idle_values);
	reordered = false;
	memset(undone, 0, sizeof undone);
	memset(seen, 0, sizeof seen);
	g->undone = note_undone;
	for (;;) {
		run_execution(&d, snapshot);
		if (d.idle && !drive_error) {
			explore_withdraw(&x, d.idle);
			snapshot = d.resumes ? explore_resume(&x) : 0;
			continue;
		}
		if (irreducible)
			return true;
		note_seen();
		reordered |= g->has_parts && parts_are_reordered(g);
		if (x.strays)
			drive_error = "an object turned out to be none";
		if (!drive_error && set->count == limit)
			drive_error = "more executions than there can be";
		if (drive_error)
			return false;
		if (!d.behind && is_execution(&d)) {
			describe(&d, &e);
			executions_add(set, &e);
		}
		if (d.hands_out && set->count % 2)
			hand_out();
		if (!next())
			return true;
		snapshot = d.resumes ? explore_resume(&x) : 0;
	}
}

/* --- Estimating --------------------------------------------------------------------------------------- */

static bool runs_completely(struct driver *d)
{
	struct execution e;

	run_execution(d, explore_resume(&x));
	while (d->idle) {
		explore_withdraw(&x, d->idle);
		run_execution(d, explore_resume(&x));
	}
	if (d->behind || !is_execution(d))
		return false;
	describe(d, &e);
	return e.complete;
}

/* One probe of what is left. */
static double pick_one(struct driver *d, struct probe *probe)
{
	bool complete = false;

	for (bool run = probe_begin(&x, probe, true); run; run = probe_next(&x, probe))
		complete = runs_completely(d);
	return complete ? probe->weight : 0;
}

double drive_estimate(const struct program *p, size_t done, unsigned probes, double *error)
{
	static struct driver d;
	struct probe probe = {.random = 88172645463325252};
	double complete = 0, sum = 0, squares = 0, n = probes;

	begin(&d, p, SNAPSHOTS);
	takes_back = true;
	memset(idle_values, 0, sizeof idle_values);
	*error = 0;
	for (; done; done -= !d.behind) {
		complete += runs_completely(&d);
		if (!next())
			return complete;
	}
	takes_back = false; /* not while only one of the alternatives is there */
	explore_set_aside(&x, parts[0], PART_SIZE);
	for (unsigned i = 0; i < probes; i++) {
		double left = pick_one(&d, &probe);
		explore_take_back(&x, parts[0]);
		sum += left;
		squares += left * left;
	}
	*error = sqrt((squares / n - sum / n * sum / n) / n);
	return complete + sum / n;
}
