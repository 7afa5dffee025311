/*
 * The stack of frames holds what is still to be tried, the innermost last. A frame's `mark` says how
 * many events there were when it was pushed: going back to it drops all that came later, and what its
 * current alternative changed among older events it can undo itself.
 *
 *  READ    event reads from side[next …) one after the other.
 *  PLACE   event, a plain write, is placed in modification order after side[next …). If it revisited a
 *          read-modify-write, that one's own write (`follower`) goes directly after it each time.
 *  REVISIT event, a write, is read by the earlier reads side[next …): all that was added after such a
 *          read and does not come before the write in program order and reads-from is taken out.
 *  CHOICE  event takes the values next … end-1.
 *
 * A read-modify-write is one event. That saves running the program to learn that its write cannot
 * stand: when it reads from a write that another one has already replaced (a conflict), only its
 * revisits of that other one, or of something before that, can be consistent, and they are computed
 * here at once.
 */
#include "explore.h"

#include "memory.h"
#include "psc.h"

#include <string.h>

enum frame_kind { READ, PLACE, REVISIT, CHOICE };

struct frame {
	uint8_t kind;
	bool applied;  /* REVISIT: a revisit is in effect */
	bool conflict; /* REVISIT: event is a read-modify-write that is not in modification order */
	event_id event;
	event_id follower;
	event_id mark;
	event_id unchanged; /* no alternative changes an event older than this one, or this one's past */
	uint64_t snapshot;
	size_t clocks;
	uint32_t begin, next, end; /* of its list in side; CHOICE: of the values */
	event_id read;             /* REVISIT: the read that is revisited at present, */
	struct event before;       /* and as it was */
};

void explore_init(struct explorer *x)
{
	size_t got;

	graph_init(&x->graph);
	x->frames = engine_reserve(sizeof(struct frame) << 24, &got);
	x->max_frames = (uint32_t)(got / sizeof(struct frame));
	x->side = engine_reserve(sizeof(event_id) << 30, &got);
	x->max_side = (uint32_t)(got / sizeof(event_id));
	x->cursors = engine_reserve(sizeof *x->cursors << 16, &got);
	x->max_cursors = (uint32_t)(got / sizeof *x->cursors);
	x->frame_count = x->side_count = x->snapshots = 0;
}

static void side_push(struct explorer *x, event_id e)
{
	if (x->side_count == x->max_side)
		engine_out_of_memory("alternatives");
	x->side[x->side_count++] = e;
}

/* The frame's list is what has been pushed to side since begin. */
static struct frame *push_frame(struct explorer *x, enum frame_kind kind, event_id e, uint32_t begin)
{
	if (x->frame_count == x->max_frames)
		engine_out_of_memory("alternatives");
	struct frame *f = &x->frames[x->frame_count++];

	f->kind = (uint8_t)kind;
	f->applied = f->conflict = false;
	f->event = e;
	f->follower = 0;
	f->mark = x->graph.next_event;
	f->unchanged = e;
	f->snapshot = 0;
	f->clocks = x->graph.clocks.top;
	f->begin = f->next = begin;
	f->end = x->side_count;
	if (e + 1 == x->graph.next_event && !x->graph.events[e].frame)
		x->graph.events[e].frame = x->frame_count;
	return f;
}

static void pop_frame(struct explorer *x)
{
	struct frame *f = &x->frames[--x->frame_count];

	if (f->kind != CHOICE)
		x->side_count = f->begin;
}

static struct past past_of(const struct graph *g, const struct event *e)
{
	event_id before = e->index ? graph_thread_event(g, e->thread, e->index - 1) : 0;

	return (struct past){ before ? g->events[before].hb : NULL, e->thread, e->index };
}

/* --- Revisits ------------------------------------------------------------------------------------ */

/*
 * Whether a removed event d, or the read that is revisited, was maximal when it was added: seen from what
 * was there then, or is before w, it is read by nobody, is the newest write of its location or reads from it.
 */
static bool was_maximal(const struct graph *g, event_id id, event_id w)
{
	const struct event *d = &g->events[id];

	if (d->kind == EV_CHOICE)
		return d->value_read == 0;
	if (!event_reads(d) && !event_writes(d))
		return true;
	for (event_id r = event_writes(d) ? d->readers : 0; r; r = g->events[r].reader_next)
		if (r < id)
			return false;
	event_id from = event_reads(d) ? d->rf : id;
	for (event_id n = g->events[from].mo_next; n; n = g->events[n].mo_next) {
		if (n == w || n == id)
			continue;
		if (n < id || porf_before(&g->events[n], &g->events[w]))
			return false;
	}
	return true;
}

/* How many reads of its location are not before the write in program order and reads-from. */
static uint32_t count_candidates(const struct graph *g, const struct event *write)
{
	uint32_t n = 0;

	for (uint32_t u = g->locations[write->location].users; u; u = g->users[u].next) {
		const struct location_user *user = &g->users[u];
		if (user->thread == write->thread)
			continue; /* its own thread's accesses are before it, or it would not be the last */
		uint32_t seen = clock_at(write->porf, user->thread);
		for (event_id e = user->last; e && g->events[e].index >= seen; e = g->events[e].before_here)
			n += event_reads(&g->events[e]);
	}
	return n;
}

/* Sets the cursors behind each thread's last event. */
static void begin_backward(struct explorer *x)
{
	if (x->max_cursors < x->graph.thread_count)
		engine_out_of_memory("threads");
	for (uint32_t t = 0; t < x->graph.thread_count; t++)
		x->cursors[t] = x->graph.threads[t].count;
}

/* The last added event, below the cursors, that is not before the write; moves the cursors below it. 0: none. */
static event_id next_backward(struct explorer *x, const struct event *write)
{
	const struct graph *g = &x->graph;
	event_id last = 0;
	uint32_t from = 0;

	for (uint32_t t = 0; t < g->thread_count; t++) {
		uint32_t n = x->cursors[t];
		if (t == write->thread || n <= clock_at(write->porf, t) || g->threads[t].at[n - 1] <= last)
			continue;
		last = g->threads[t].at[n - 1];
		from = t;
	}
	if (last)
		x->cursors[from]--;
	return last;
}

/*
 * Collects the reads that the write of w may revisit and pushes a frame for them, if there are any.
 * taken: the read-modify-write that already follows what w reads from, if w is in conflict with one; it has to go.
 */
static void push_revisits(struct explorer *x, event_id w, event_id taken)
{
	const struct graph *g = &x->graph;
	const struct event *write = &g->events[w];
	uint32_t begin = x->side_count;
	uint32_t candidates = count_candidates(g, write);

	if (!candidates || (taken && porf_before(&g->events[taken], write)))
		return;
	begin_backward(x);
	for (event_id d; candidates && (d = next_backward(x, write));) {
		const struct event *e = &g->events[d];
		bool same = event_reads(e) && e->location == write->location;

		if (!was_maximal(g, d, w))
			break;
		candidates -= same;
		if (same && (!taken || d <= taken))
			side_push(x, d);
	}
	if (x->side_count > begin)
		push_frame(x, REVISIT, w, begin)->conflict = taken != 0;
}

/* Whether a write directly after `position` in modification order would be where r may read it. */
static bool may_read_after(const struct graph *g, const struct past *r, event_id position)
{
	for (event_id n = g->events[position].mo_next; n; n = g->events[n].mo_next)
		if (past_covers(g, r, n))
			return false;
	return true;
}

/* --- Writes: places in modification order -------------------------------------------------------- */

/* Whether the graph is consistent now that a write was placed, or read from. */
static bool consistent_around(struct explorer *x, event_id w)
{
	/* What comes last closes no cycle. */
	return !x->graph.has_sc || !x->graph.events[w].mo_next || psc_acyclic(&x->graph);
}

/* Places f's event at its next position. False: that is not consistent. */
static bool place(struct explorer *x, struct frame *f)
{
	struct graph *g = &x->graph;
	event_id follower = f->follower;

	graph_link_mo(g, f->event, x->side[f->next++]);
	if (follower) {
		graph_link_mo(g, follower, f->event);
		push_revisits(x, follower, 0);
	}
	return consistent_around(x, follower ? follower : f->event);
}

static void unplace(struct explorer *x, struct frame *f)
{
	if (f->follower)
		graph_unlink_mo(&x->graph, f->follower);
	graph_unlink_mo(&x->graph, f->event);
}

/*
 * Pushes a frame with all positions at which w is coherent, newest first, and places it at the first.
 * reader: a read that is to read from w, which limits the positions, or 0.
 */
static void push_places(struct explorer *x, event_id w, event_id reader)
{
	const struct graph *g = &x->graph;
	const struct event *write = &g->events[w], *r = &g->events[reader];
	struct past past = past_of(g, write), reader_past = { 0 };
	uint32_t begin = x->side_count;

	if (reader)
		reader_past = past_of(g, r);
	for (event_id p = g->locations[write->location].mo_last; p; p = g->events[p].mo_prev) {
		if (!graph_rmw_reader(g, p))
			side_push(x, p);
		if (past_covers(g, &past, p) || (reader && past_covers(g, &reader_past, p)))
			break;
	}
	struct frame *f = push_frame(x, PLACE, w, begin);
	f->follower = reader && r->kind == EV_RMW ? reader : 0;
	if (reader)
		f->unchanged = reader;
	place(x, f); /* last in modification order, which is consistent */
}

/* --- Reads: what they may read from -------------------------------------------------------------- */

/*
 * Lets e read from w. False: that is not consistent, or e's write is in conflict, and there is nothing to
 * run until one of its revisits (if a frame was pushed for them) is tried.
 */
static bool read_from(struct explorer *x, event_id e, event_id w)
{
	struct graph *g = &x->graph;

	graph_link_rf(g, e, w);
	graph_resolve(g, e);
	graph_set_clocks(g, e);
	if (g->events[e].kind != EV_RMW)
		return consistent_around(x, w);
	event_id taken = graph_rmw_reader(g, w);
	if (!taken)
		graph_link_mo(g, e, w);
	push_revisits(x, e, taken);
	return !taken && consistent_around(x, e);
}

static void unread(struct explorer *x, event_id e)
{
	if (x->graph.events[e].in_mo)
		graph_unlink_mo(&x->graph, e);
	graph_unlink_rf(&x->graph, e);
}

static void set_operation(struct graph *g, struct event *e, uint32_t location, const struct operation *op)
{
	if (op->order == SEQ_CST || op->order_failure == SEQ_CST)
		g->has_sc = true;
	graph_set_location(g, (event_id)(e - g->events), location);
	e->op = op->op;
	e->order = e->order_success = op->order;
	e->order_failure = op->order_failure;
	e->operand = op->operand;
	e->expected = op->expected;
	e->pc = op->pc;
}

event_id explore_add_read(struct explorer *x, uint32_t thread, uint32_t location, const struct operation *op)
{
	struct graph *g = &x->graph;
	uint32_t begin = x->side_count;
	event_id id = g->next_event;
	struct event *e = graph_add_event(g, thread, EV_READ);
	struct past past = past_of(g, e);

	set_operation(g, e, location, op);
	for (event_id w = g->locations[location].mo_last; w; w = g->events[w].mo_prev) {
		side_push(x, w);
		if (past_covers(g, &past, w))
			break;
	}
	event_id first = x->side[begin];
	if (x->side_count > begin + 1)
		push_frame(x, READ, id, begin)->next++;
	else
		x->side_count = begin;
	/* The newest write is never followed by another read-modify-write, so this stands. */
	read_from(x, id, first);
	return id;
}

event_id explore_add_write(struct explorer *x, uint32_t thread, uint32_t location, const struct operation *op)
{
	struct graph *g = &x->graph;
	event_id id = g->next_event;
	struct event *e = graph_add_event(g, thread, EV_WRITE);
	uint8_t size = g->locations[location].size;

	set_operation(g, e, location, op);
	e->value_written = size >= 8 ? op->operand : op->operand & (((uint64_t)1 << (size * 8)) - 1);
	graph_set_clocks(g, id);
	push_revisits(x, id, 0);
	push_places(x, id, 0);
	return id;
}

event_id explore_add_fence(struct explorer *x, uint32_t thread, uint8_t order, uint64_t pc)
{
	event_id id = x->graph.next_event;
	struct event *e = graph_add_event(&x->graph, thread, EV_FENCE);

	e->order = order;
	e->pc = pc;
	x->graph.has_sc |= order == SEQ_CST;
	graph_set_clocks(&x->graph, id);
	return id;
}

static event_id add_thread_event(struct explorer *x, uint32_t thread, uint8_t kind, uint32_t peer, event_id from,
				 uint64_t pc)
{
	event_id id = x->graph.next_event;
	struct event *e = graph_add_event(&x->graph, thread, kind);

	e->peer = (uint16_t)peer;
	e->rf = from;
	e->pc = pc;
	graph_set_clocks(&x->graph, id);
	return id;
}

event_id explore_add_create(struct explorer *x, uint32_t thread, uint32_t child, uint64_t pc)
{
	return add_thread_event(x, thread, EV_CREATE, child, 0, pc);
}

event_id explore_add_begin(struct explorer *x, uint32_t thread, event_id create)
{
	return add_thread_event(x, thread, EV_BEGIN, NO_THREAD, create, 0);
}

event_id explore_add_end(struct explorer *x, uint32_t thread)
{
	return add_thread_event(x, thread, EV_END, NO_THREAD, 0, 0);
}

event_id explore_add_join(struct explorer *x, uint32_t thread, event_id end, uint64_t pc)
{
	return add_thread_event(x, thread, EV_JOIN, x->graph.events[end].thread, end, pc);
}

event_id explore_add_choice(struct explorer *x, uint32_t thread, uint32_t alternatives, uint64_t pc)
{
	event_id id = add_thread_event(x, thread, EV_CHOICE, NO_THREAD, 0, pc);

	if (alternatives > 1) {
		struct frame *f = push_frame(x, CHOICE, id, 1);
		f->end = alternatives;
	}
	return id;
}

/* --- Backtracking -------------------------------------------------------------------------------- */

static bool next_read(struct explorer *x, struct frame *f)
{
	event_id e = f->event;

	unread(x, e);
	if (f->next == f->end) {
		pop_frame(x);
		return false;
	}
	return read_from(x, e, x->side[f->next++]);
}

static bool next_place(struct explorer *x, struct frame *f)
{
	unplace(x, f);
	if (f->next == f->end) {
		pop_frame(x);
		return false;
	}
	return place(x, f);
}

static void undo_revisit(struct explorer *x, struct frame *f)
{
	struct graph *g = &x->graph;
	event_id read = f->read;

	if (g->events[read].in_mo)
		graph_unlink_mo(g, read);
	graph_unlink_rf(g, read);
	if (f->conflict)
		graph_unlink_mo(g, f->event);
	/* Relinking with its old neighbours is exact, because all that was linked since is gone again. */
	bool in_mo = f->before.in_mo;
	g->events[read] = f->before;
	g->events[read].in_rf = g->events[read].in_mo = false;
	graph_relink(g, read, true, in_mo);
	while (x->side_count > f->end)
		graph_put_back(g, x->side[--x->side_count]);
	f->applied = false;
}

/* Makes `read` read from f's event. False: that would not be coherent, or nothing can be run yet. */
static bool revisit(struct explorer *x, struct frame *f, event_id read)
{
	struct graph *g = &x->graph;
	event_id w = f->event;
	struct event *r = &g->events[read];
	bool conflict = f->conflict, plain = g->events[w].kind == EV_WRITE;

	for (event_id d = g->live_last, before; d > read; d = before) {
		before = g->events[d].live_prev;
		if (d != w && !porf_before(&g->events[d], &g->events[w])) {
			side_push(x, d);
			graph_take_out(g, d);
		}
	}
	f->applied = true;
	f->read = read;
	f->before = *r;
	if (r->in_mo)
		graph_unlink_mo(g, read);
	graph_unlink_rf(g, read);
	if (conflict)
		graph_link_mo(g, w, g->events[w].rf);
	graph_link_rf(g, read, w);
	graph_resolve(g, read);
	graph_set_clocks(g, read);
	if (plain) {
		push_places(x, w, read);
		return true;
	}
	struct past past = past_of(g, r);
	if (!may_read_after(g, &past, w))
		return false;
	if (r->kind == EV_RMW) {
		graph_link_mo(g, read, w);
		push_revisits(x, read, 0);
		return consistent_around(x, read);
	}
	return consistent_around(x, w);
}

static bool next_revisit(struct explorer *x, struct frame *f)
{
	if (f->applied)
		undo_revisit(x, f);
	if (f->next == f->end) {
		pop_frame(x);
		return false;
	}
	return revisit(x, f, x->side[f->next++]);
}

static bool next_choice(struct explorer *x, struct frame *f)
{
	if (f->next == f->end) {
		pop_frame(x);
		return false;
	}
	x->graph.events[f->event].value_read = f->next++;
	return true;
}

bool explore_next(struct explorer *x)
{
	while (x->frame_count) {
		struct frame *f = &x->frames[x->frame_count - 1];
		bool run;

		graph_truncate(&x->graph, f->mark);
		x->graph.clocks.top = f->clocks;
		if (f->kind == READ)
			run = next_read(x, f);
		else if (f->kind == PLACE)
			run = next_place(x, f);
		else if (f->kind == REVISIT)
			run = next_revisit(x, f);
		else
			run = next_choice(x, f);
		if (run) {
			x->unchanged = f->kind == REVISIT ? f->read : f->unchanged;
			return true;
		}
	}
	return false;
}

/* --- Sharing the work ------------------------------------------------------------------------------- */

bool explore_can_split(const struct explorer *x, uint32_t *part)
{
	for (uint32_t i = 0; i < x->frame_count; i++) {
		if (x->frames[i].next == x->frames[i].end)
			continue;
		*part = i;
		return true;
	}
	return false;
}

void explore_split(struct explorer *x, uint32_t part, bool keep_part)
{
	for (uint32_t i = 0; i < x->frame_count; i++)
		if ((i == part) != keep_part)
			x->frames[i].next = x->frames[i].end;
}

/* --- Snapshots ----------------------------------------------------------------------------------- */

/* The first frame pushed for an event when it was added, if it is still there. */
static struct frame *first_frame(const struct explorer *x, event_id e)
{
	uint32_t i = x->graph.events[e].frame;

	return i && i <= x->frame_count && x->frames[i - 1].event == e ? &x->frames[i - 1] : NULL;
}

bool explore_wants_snapshot(const struct explorer *x, event_id e)
{
	const struct frame *f = first_frame(x, e);

	return f && !f->snapshot && f >= x->frames + x->snapshots;
}

void explore_set_snapshot(struct explorer *x, event_id e, uint64_t handle)
{
	const struct frame *end = x->frames + x->frame_count;

	for (struct frame *f = first_frame(x, e); f < end && f->event == e; f++) {
		f->snapshot = handle;
		x->snapshots = (uint32_t)(f - x->frames) + 1;
	}
}

uint64_t explore_resume(struct explorer *x)
{
	for (struct frame *f = x->frames + x->frame_count; f-- > x->frames;) {
		if (f->snapshot && f->event <= x->unchanged) {
			x->snapshots = (uint32_t)(f - x->frames) + 1;
			return f->snapshot;
		}
		f->snapshot = 0;
	}
	x->snapshots = 0;
	return 0;
}

event_id explore_newer_write(const struct graph *g, event_id read, bool missed_only)
{
	const struct event *r = &g->events[read];

	for (event_id n = g->locations[r->location].mo_last; n != r->rf; n = g->events[n].mo_prev) {
		const struct event *w = &g->events[n];
		bool changes = w->kind != EV_RMW || w->value_written != w->value_read;
		if (changes && n != read && !(missed_only && porf_before(r, w)))
			return n;
	}
	return 0;
}
