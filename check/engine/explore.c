/*
 * The alternatives of each event, and backtracking to the next: branch.h has the branches, revisit.c one kind
 * of them.
 *
 * A read-modify-write is one event. That saves running the program to learn that its write cannot
 * stand: when it reads from a write that another one has already replaced (a conflict), only its
 * revisits of that other one, or of something before that, can be consistent, and they are computed
 * here at once.
 */
#include "engine/branch.h"
#include "engine/parts.h"
#include "engine/reserve.h"
#include "engine/symmetry.h"
#include "engine/unblock.h"
#include "engine/wait_queue.h"

void explore_init(struct explorer *x)
{
	size_t got;

	graph_init(&x->graph);
	x->branches = engine_reserve(sizeof(struct branch) << 24, &got);
	x->max_branches = (uint32_t)(got / sizeof(struct branch));
	x->pending = engine_reserve(sizeof(event_id) << 30, &got);
	x->max_pending = (uint32_t)(got / sizeof(event_id));
	x->cursors = engine_reserve(sizeof *x->cursors << 16, &got);
	x->max_cursors = (uint32_t)(got / sizeof *x->cursors);
	x->branch_count = x->pending_count = x->snapshots = 0;
	x->steps_at_once = 64;
	x->strays = false;
	x->ousted = 0;
	x->walk = 0;
}

/* --- Writes: places in modification order -------------------------------------------------------- */

/* Places f's event at its next position. False: that is not consistent. */
static bool place(struct explorer *x, struct branch *f)
{
	struct graph *g = &x->graph;
	event_id follower = f->follower;

	graph_link_mo(g, f->event, x->pending[f->next++]);
	if (follower) {
		graph_link_mo(g, follower, f->event);
		push_revisits(x, follower, 0);
	}
	return consistent_around(x, f->event);
}

static void unplace(struct explorer *x, struct branch *f)
{
	if (f->follower)
		graph_unlink_mo(&x->graph, f->follower);
	graph_unlink_mo(&x->graph, f->event);
}

void push_places(struct explorer *x, event_id w, event_id reader)
{
	struct graph *g = &x->graph;
	const struct event *write = &g->events[w], *r = &g->events[reader];
	struct past past = past_of(g, write), reader_past = {0};
	uint32_t begin = x->pending_count;

	if (reader)
		reader_past = past_of(g, r);
	for (event_id p = g->locations[write->location].mo_last; p; p = g->events[p].mo_prev) {
		if (!graph_rmw_reader(g, p))
			pending_push(x, p);
		if (p == write->twin || past_covers(g, &past, p) ||
		    (reader && past_covers(g, &reader_past, p)))
			break;
	}
	if (!reader &&
	    x->pending_count == begin + 1) { /* no alternatives: w goes when it is dropped from the graph */
		graph_link_mo(&x->graph, w, x->pending[--x->pending_count]);
		return;
	}
	struct branch *f = push_branch(x, PLACE, w, begin);
	f->follower = reader && event_follows_rf(r) ? reader : 0;
	if (reader)
		f->unchanged = reader;
	place(x, f); /* last in modification order, which is consistent */
}

/* --- Reads: what they may read from -------------------------------------------------------------- */

/*
 * The read-modify-write that already follows what e reads from, or a read on a queue that e cannot come
 * after, whichever was added first: it has to go if e is to be placed. 0: there is none. False: e cannot
 * be placed here at all.
 */
static bool in_the_way(const struct graph *g, event_id e, event_id *other)
{
	event_id passed = 0, taken = graph_rmw_reader(g, g->events[e].rf);

	if (event_on_queue(&g->events[e]) && !queue_allows(g, e, &passed))
		return false;
	if (passed && taken && porf_before(&g->events[taken], &g->events[e]))
		return false;
	*other = passed && (!taken || passed < taken) ? passed : taken;
	return true;
}

/* The newest write of the bytes that an operation which waits has read. */
static event_id newest_for(const struct graph *g, const struct event *e)
{
	event_id w = g->locations[e->location].mo_last;

	while (!e->in_vain && !(g->events[w].bytes & e->bytes))
		w = g->events[w].mo_prev;
	return w;
}

/*
 * Lets e read from a write of its list. False: that is not consistent, or e's write is in conflict, and there
 * is nothing to run until one of its revisits (if a branch was pushed for them) is tried.
 */
static bool read_from(struct explorer *x, event_id e, event_id source)
{
	struct graph *g = &x->graph;
	event_id w = event_in(source);

	g->events[e].variant = variant_in(source);
	graph_link_rf(g, e, w);
	graph_resolve(g, e);
	/*
	 * It waits for news that is there already: nothing can come of that, since what is not maximal is not
	 * revisited.
	 */
	if ((g->events[e].blocked || unblock_is_idle(g, &g->events[e])) && w != newest_for(g, &g->events[e]))
		return false;
	graph_set_clocks(g, e);
	if (!parts_are_coherent(g, &g->events[e]))
		return false;
	if (!event_follows_rf(&g->events[e]))
		return (!g->events[e].queue || queue_allows_read(g, e)) && consistent_with(x, e);
	event_id taken;
	if (!in_the_way(g, e, &taken))
		return false;
	if (!taken)
		graph_link_mo(g, e, w);
	push_revisits(x, e, taken);
	return !taken && consistent_with(x, e);
}

static void unread(struct explorer *x, event_id e)
{
	if (x->graph.events[e].in_mo)
		graph_unlink_mo(&x->graph, e);
	graph_unlink_rf(&x->graph, e);
}

void set_operation(struct graph *g, struct event *e, uint32_t location, const struct operation *op)
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
	e->polls = op->polls;
	e->no_revisit = op->no_revisit;
	e->queue = op->queue;
	e->step_index = op->step_index;
	e->strong = op->strong;
	e->waits = op->waits && !g->locations[location].has_loose;
	g->locations[location].is_waited_for |= e->waits;
	if (!op->bytes)
		return;
	e->bytes = op->bytes;
	e->size = (uint8_t)__builtin_popcount(op->bytes);
	g->has_parts = true;
}

/* Lets a new event read from w, which is in its list, if it only reads then and that is consistent. */
static bool reread(struct explorer *x, event_id e, event_id w, uint32_t begin)
{
	struct graph *g = &x->graph;
	uint32_t i = begin;

	while (i < x->pending_count && x->pending[i] != w)
		i++;
	if (i == x->pending_count)
		return false;
	graph_link_rf(g, e, w);
	graph_resolve(g, e);
	if (g->events[e].kind == EV_READ) {
		graph_set_clocks(g, e);
		if (parts_are_coherent(g, &g->events[e]) && consistent_with(x, e))
			return true;
	}
	graph_unlink_rf(g, e);
	return false;
}

/*
 * Lists w as what an operation may read from. covered: a write after it is in the operation's past, or is
 * read there, but is of other bytes. So the operation may read the same from w, but writes only later.
 */
static void list_source(struct explorer *x, event_id id, event_id w, bool covered)
{
	const struct graph *g = &x->graph;
	const struct event *e = &g->events[id];

	if (!parts_may_read(g, e, w))
		return;
	if (!covered || !graph_would_change(g, e, w))
		pending_push_variants(x, w, id, w);
	else if (e->op == OP_WEAK_CAS && e->bytes & g->events[w].bytes)
		pending_push(x, w | (event_id)1 << VARIANT_SHIFT);
}

/* A new read, linked to nothing; pushes what it may read from, the newest first. */
static event_id add_unread(struct explorer *x, uint32_t thread, uint32_t location, const struct operation *op)
{
	struct graph *g = &x->graph;
	event_id id = g->next_event;
	struct event *e = graph_add_event(g, thread, EV_READ);

	set_operation(g, e, location, op);
	struct past past = past_of(g, e);
	bool covered = false;
	for (event_id w = g->locations[location].mo_last; w; w = g->events[w].mo_prev) {
		if (g->locations[location].parts)
			list_source(x, id, w, covered);
		else
			pending_push_variants(x, w, id, w);
		covered = covered || past_covers(g, &past, w);
		if ((covered && e->bytes & g->events[w].bytes) || unblock_waited_since(g, e, &g->events[w]))
			break;
	}
	return id;
}

event_id explore_add_read(struct explorer *x, uint32_t thread, uint32_t location, const struct operation *op)
{
	uint32_t begin = x->pending_count;
	event_id id = add_unread(x, thread, location, op);

	if (op->reread && reread(x, id, op->reread, begin)) {
		x->pending_count = begin;
		x->cut = true;
		return id;
	}
	event_id first = x->pending[begin];
	if (op->newest_only && x->pending_count > begin + 1) {
		x->pending_count = begin + 1;
		x->cut = true;
	}
	if (x->pending_count > begin + 1)
		push_branch(x, READ, id, begin)->next++;
	else
		x->pending_count = begin;
	/*
	 * The newest write is never followed by another read-modify-write, so this stands, unless a queue
	 * forbids it.
	 */
	read_from(x, id, first);
	return id;
}

event_id explore_add_last(struct explorer *x, uint32_t thread, uint32_t location, const struct operation *op)
{
	struct graph *g = &x->graph;
	uint32_t begin = x->pending_count;

	if (explore_would_wait(x, location, op))
		return explore_add_read(x, thread, location, op);
	event_id id = add_unread(x, thread, location, op);
	push_branch(x, READ, id, begin);
	graph_link_rf(g, id, event_in(x->pending[begin]));
	graph_resolve(g, id);
	graph_set_clocks(g, id);
	return id;
}

event_id explore_add_write(struct explorer *x, uint32_t thread, uint32_t location, const struct operation *op)
{
	struct graph *g = &x->graph;
	event_id id = g->next_event;
	uint8_t size = g->locations[location].size;

	if (op->bytes)
		return explore_add_read(x, thread, location, op);
	struct event *e = graph_add_event(g, thread, EV_WRITE);
	set_operation(g, e, location, op);
	e->value_written = size >= 8 ? op->operand : op->operand & (((uint64_t)1 << (size * 8)) - 1);
	graph_set_clocks(g, id);
	struct past past = past_of(g, e);
	bool last = past_covers(g, &past, g->locations[location].mo_last);
	unblock_note_store(x, location, last);
	push_revisits(x, id, 0);
	if (last)
		graph_link_mo(g, id, g->locations[location].mo_last);
	else
		push_places(x, id, 0);
	return id;
}

event_id explore_add_fence(struct explorer *x, uint32_t thread, uint8_t order, uint64_t pc)
{
	event_id id = x->graph.next_event;
	struct event *e = graph_add_event(&x->graph, thread, EV_FENCE);

	e->order = order;
	e->pc = pc;
	x->graph.has_light |= order == LIGHT;
	x->graph.has_heavy |= order == HEAVY;
	x->graph.has_sc |= order == SEQ_CST || order == HEAVY;
	x->graph.has_sc_fences |= order == SEQ_CST || order == HEAVY;
	graph_set_clocks(&x->graph, id);
	return id;
}

static event_id add_thread_event(struct explorer *x, uint32_t thread, uint8_t kind, uint32_t peer,
                                 event_id from, uint64_t pc)
{
	event_id id = x->graph.next_event;
	struct event *e = graph_add_event(&x->graph, thread, kind);

	e->peer = (uint16_t)peer;
	e->rf = from;
	e->pc = pc;
	if (kind == EV_BEGIN)
		e->twin = symmetry_twin_of_begin(&x->graph, from);
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

bool explore_goes_on_without(const struct graph *g, event_id id)
{
	const struct event *e = &g->events[id];

	for (uint32_t i = e->index - e->step_index; i < e->index; i++)
		if (event_writes(&g->events[g->threads[e->thread].at[i]]))
			return true;
	return false;
}

event_id explore_add_woken(struct explorer *x, uint32_t thread, event_id by, uint64_t pc)
{
	event_id id = x->graph.next_event;
	struct event *e = graph_add_event(&x->graph, thread, EV_WOKEN);
	const struct event *waker = &x->graph.events[by];

	e->peer = waker->thread;
	e->queue = waker->queue;
	e->rf = by;
	e->pc = pc;
	graph_set_clocks(&x->graph, id);
	return id;
}

event_id explore_add_choice(struct explorer *x, uint32_t thread, uint32_t alternatives, uint64_t pc)
{
	event_id id = add_thread_event(x, thread, EV_CHOICE, NO_THREAD, 0, pc);

	if (alternatives > 1) {
		struct branch *f = push_branch(x, CHOICE, id, 1);
		f->end = alternatives;
	}
	return id;
}

/* --- Backtracking -------------------------------------------------------------------------------- */

static bool next_read(struct explorer *x, struct branch *f)
{
	event_id e = f->event;

	unread(x, e);
	if (f->next == f->end) {
		pop_branch(x);
		return false;
	}
	return read_from(x, e, x->pending[f->next++]);
}

static bool next_place(struct explorer *x, struct branch *f)
{
	unplace(x, f);
	if (f->next == f->end) {
		pop_branch(x);
		return false;
	}
	return place(x, f);
}

static bool next_choice(struct explorer *x, struct branch *f)
{
	if (f->next == f->end) {
		pop_branch(x);
		return false;
	}
	x->graph.events[f->event].value_read = f->next++;
	return true;
}

bool explore_step(struct explorer *x)
{
	struct branch *f = &x->branches[x->branch_count - 1];
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
	x->ousted = run && f->kind == REVISIT && f->ousts ? x->graph.events[f->read].thread + 1u : 0;
	if (run)
		x->unchanged = f->kind != REVISIT ? f->unchanged : f->ousts ? f->read - 1 : f->read;
	return run;
}

bool explore_next(struct explorer *x)
{
	while (x->branch_count)
		if (explore_step(x))
			return true;
	return false;
}

event_id explore_newer_write(const struct graph *g, event_id read, bool missed_only)
{
	const struct event *r = &g->events[read];

	for (event_id n = g->locations[r->location].mo_last; n != r->rf; n = g->events[n].mo_prev) {
		const struct event *w = &g->events[n];
		bool changes = w->kind != EV_RMW || w->value_written != w->value_read || r->polls;
		if (changes && w->thread != r->thread && w->bytes & r->bytes &&
		    !(missed_only && porf_before(r, w)))
			return n;
	}
	return 0;
}
