#include "engine/graph.h"

#include "engine/parts.h"
#include "engine/polls.h"
#include "engine/reserve.h"
#include "engine/symmetry.h"
#include "engine/wait_queue.h"

#include <string.h>

void graph_init(struct graph *g)
{
	size_t got;

	memset(g, 0, sizeof *g);
	g->events = engine_reserve(sizeof(struct event) << 28, &got);
	g->max_events = (event_id)(got / sizeof(struct event));
	g->locations = engine_reserve(sizeof(struct location) << 26, &got);
	g->max_locations = (uint32_t)(got / sizeof(struct location));
	g->threads = engine_reserve(sizeof(struct thread_events) << 16, &got);
	g->max_threads = (uint32_t)(got / sizeof(struct thread_events));
	g->users = engine_reserve(sizeof(struct location_user) << 26, &got);
	g->max_users = (uint32_t)(got / sizeof(struct location_user));
	g->next_user = 1;
	g->next_event = 1;
	g->next_location = 1;
	clock_arena_init(&g->clocks);
}

event_id graph_thread_last(const struct graph *g, uint32_t thread)
{
	uint32_t n = graph_thread_length(g, thread);

	return n ? g->threads[thread].at[n - 1] : 0;
}

/* Done for each event of each execution, and too small for a call of memset to be worth it. */
static inline void clear(struct event *e)
{
	typedef uint64_t pair __attribute__((vector_size(16), may_alias));
	pair *p = (pair *)e;

	_Static_assert(sizeof *e % sizeof *p == 0, "in whole pairs");
#pragma GCC unroll 32
	for (size_t i = 0; i < sizeof *e / sizeof *p; i++)
		p[i] = (pair){0};
}

static struct event *new_event(struct graph *g, uint8_t kind)
{
	if (g->next_event == g->max_events)
		engine_out_of_memory("events");
	struct event *e = &g->events[g->next_event++];
	clear(e);
	e->kind = kind;
	e->peer = NO_THREAD;
	e->bytes = ALL_BYTES;
	return e;
}

uint32_t graph_add_location(struct graph *g, uint64_t address, uint8_t size, uint64_t value)
{
	if (g->next_location == g->max_locations)
		engine_out_of_memory("atomic locations");
	event_id init = g->next_event;
	struct event *e = new_event(g, EV_INIT);
	uint32_t l = g->next_location++;

	e->thread = NO_THREAD;
	e->location = l;
	e->size = size;
	e->value_written = value;
	e->in_mo = true;
	g->locations[l] = (struct location){
		.address = address,
		.size = size,
		.init = init,
		.mo_last = init,
	};
	return l;
}

/* The event's thread as a user of the location, made if it is none yet. */
static uint32_t location_user(struct graph *g, struct location *l, struct event *e)
{
	for (uint32_t u = l->users; u; u = g->users[u].next)
		if (g->users[u].thread == e->thread)
			return u;
	if (g->next_user == g->max_users)
		engine_out_of_memory("atomic locations");
	uint32_t u = g->next_user++;
	g->users[u] = (struct location_user){.thread = e->thread, .next = l->users};
	l->users = u;
	e->first_here = true;
	return u;
}

void graph_set_location(struct graph *g, event_id id, uint32_t location)
{
	struct event *e = &g->events[id];

	e->location = location;
	e->size = g->locations[location].size;
	e->user = location_user(g, &g->locations[location], e);
	e->before_here = g->users[e->user].last;
	g->users[e->user].last = id;
}

void graph_reserve_thread(struct graph *g, uint32_t thread)
{
	struct thread_events *t = &g->threads[thread];
	size_t got;

	if (t->at)
		return;
	t->at = engine_reserve(sizeof(event_id) << 26, &got);
	t->capacity = (uint32_t)(got / sizeof(event_id));
}

static void grow_thread(struct graph *g, uint32_t thread)
{
	if (thread >= g->max_threads)
		engine_out_of_memory("threads");
	if (thread >= g->thread_count)
		g->thread_count = thread + 1;
	struct thread_events *t = &g->threads[thread];
	if (!t->at)
		graph_reserve_thread(g, thread);
	if (t->count == t->capacity)
		engine_out_of_memory("the events of one thread");
}

static void live_append(struct graph *g, event_id id)
{
	struct event *e = &g->events[id];

	e->live_prev = g->live_last;
	e->live_next = 0;
	if (g->live_last)
		g->events[g->live_last].live_next = id;
	g->live_last = id;
	g->live++;
}

struct event *graph_add_event(struct graph *g, uint32_t thread, uint8_t kind)
{
	grow_thread(g, thread);
	event_id id = g->next_event;
	struct event *e = new_event(g, kind);
	struct thread_events *t = &g->threads[thread];

	e->thread = (uint16_t)thread;
	e->index = t->count;
	e->twin = g->has_twins && e->index ? symmetry_twin(g, thread) : 0;
	t->at[t->count++] = id;
	live_append(g, id);
	return e;
}

void graph_link_rf(struct graph *g, event_id read, event_id write)
{
	struct event *r = &g->events[read], *w = &g->events[write];

	r->rf = write;
	r->reader_prev = 0;
	r->reader_next = w->readers;
	if (w->readers)
		g->events[w->readers].reader_prev = read;
	w->readers = read;
	r->in_rf = true;
}

void graph_unlink_rf(struct graph *g, event_id read)
{
	struct event *r = &g->events[read];

	if (r->reader_prev)
		g->events[r->reader_prev].reader_next = r->reader_next;
	else
		g->events[r->rf].readers = r->reader_next;
	if (r->reader_next)
		g->events[r->reader_next].reader_prev = r->reader_prev;
	r->in_rf = false;
}

static void relink_rf(struct graph *g, event_id read)
{
	struct event *r = &g->events[read];

	if (r->reader_prev)
		g->events[r->reader_prev].reader_next = read;
	else
		g->events[r->rf].readers = read;
	if (r->reader_next)
		g->events[r->reader_next].reader_prev = read;
	r->in_rf = true;
}

static void relink_mo(struct graph *g, event_id write)
{
	struct event *w = &g->events[write];

	g->events[w->mo_prev].mo_next = write;
	if (w->mo_next)
		g->events[w->mo_next].mo_prev = write;
	else
		g->locations[w->location].mo_last = write;
	w->in_mo = true;
}

void graph_relink(struct graph *g, event_id id, bool rf, bool mo)
{
	if (rf)
		relink_rf(g, id);
	if (mo)
		relink_mo(g, id);
}

void graph_link_mo(struct graph *g, event_id write, event_id after)
{
	struct event *w = &g->events[write];

	w->mo_prev = after;
	w->mo_next = g->events[after].mo_next;
	relink_mo(g, write);
}

void graph_unlink_mo(struct graph *g, event_id write)
{
	struct event *w = &g->events[write];

	g->events[w->mo_prev].mo_next = w->mo_next;
	if (w->mo_next)
		g->events[w->mo_next].mo_prev = w->mo_prev;
	else
		g->locations[w->location].mo_last = w->mo_prev;
	w->in_mo = false;
}

void graph_take_out(struct graph *g, event_id id)
{
	struct event *e = &g->events[id];
	bool rf = e->in_rf, mo = e->in_mo;

	if (mo)
		graph_unlink_mo(g, id);
	if (rf)
		graph_unlink_rf(g, id);
	e->in_rf = rf;
	e->in_mo = mo;
	g->threads[e->thread].count--;
	if (e->user)
		g->users[e->user].last = e->before_here;
	if (e->live_prev)
		g->events[e->live_prev].live_next = e->live_next;
	if (e->live_next)
		g->events[e->live_next].live_prev = e->live_prev;
	else
		g->live_last = e->live_prev;
	g->live--;
}

void graph_restore(struct graph *g, event_id id)
{
	struct event *e = &g->events[id];
	struct thread_events *t = &g->threads[e->thread];

	if (e->live_prev)
		g->events[e->live_prev].live_next = id;
	if (e->live_next)
		g->events[e->live_next].live_prev = id;
	else
		g->live_last = id;
	g->live++;
	t->at[t->count++] = id;
	if (e->user)
		g->users[e->user].last = id;
	graph_relink(g, id, e->in_rf, e->in_mo);
}

static void drop(struct graph *g, event_id id)
{
	const struct event *e = &g->events[id];

	graph_take_out(g, id);
	if (e->first_here) {
		g->locations[e->location].users = g->users[e->user].next;
		g->next_user--;
	}
}

void graph_truncate(struct graph *g, event_id mark)
{
	while (g->live_last >= mark)
		drop(g, g->live_last);
	while (g->next_location > 1 && g->locations[g->next_location - 1].init >= mark)
		g->next_location--;
	g->next_event = mark;
}

event_id graph_rmw_reader(const struct graph *g, event_id w)
{
	event_id next = g->events[w].mo_next;

	return next && event_follows_rf(&g->events[next]) && g->events[next].rf == w ? next : 0;
}

bool past_covers(const struct graph *g, const struct past *p, event_id w)
{
	if (g->events[w].bytes & p->bytes && past_has(p, &g->events[w]))
		return true;
	for (event_id r = g->events[w].readers; r; r = g->events[r].reader_next)
		if (g->events[r].bytes & p->bytes && past_has(p, &g->events[r]))
			return true;
	return false;
}

bool past_hides(const struct graph *g, const struct past *p, event_id w)
{
	bool newer = false;

	while ((w = g->events[w].mo_next)) {
		newer = newer || g->events[w].bytes & p->bytes;
		if (newer && past_covers(g, p, w))
			return true;
	}
	return false;
}

static uint64_t masked(uint64_t value, uint8_t size)
{
	return size >= 8 ? value : value & (((uint64_t)1 << (size * 8)) - 1);
}

static uint64_t apply(uint8_t op, uint64_t old, uint64_t operand)
{
	switch (op) {
	case OP_ADD:
		return old + operand;
	case OP_SUB:
		return old - operand;
	case OP_AND:
		return old & operand;
	case OP_OR:
		return old | operand;
	case OP_XOR:
		return old ^ operand;
	case OP_NAND:
		return ~(old & operand);
	case OP_NEGATE:
		return 0 - old;
	default:
		return operand;
	}
}

uint64_t graph_apply(const struct event *e, uint64_t old)
{
	return masked(apply(e->op, old, e->operand), e->size);
}

/* Whether a compare-exchange that reads from w finds what it expects. */
static bool finds_expected(const struct graph *g, const struct event *r, event_id w)
{
	return parts_value(g, r, g->events[w].value_written) == masked(r->expected, r->size);
}

bool graph_would_change(const struct graph *g, const struct event *e, event_id w)
{
	switch (e->op) {
	case OP_LOAD:
		return false;
	case OP_CAS:
	case OP_WEAK_CAS:
		return finds_expected(g, e, w);
	case OP_LOCK:
	case OP_TRYLOCK:
	case OP_ONCE:
		return !parts_value(g, e, g->events[w].value_written);
	default:
		return true;
	}
}

static const struct transition_function *function_of(const struct event *e)
{
	return (const struct transition_function *)(uintptr_t)e->expected;
}

uint32_t graph_variants(const struct graph *g, event_id read, event_id w)
{
	const struct event *r = &g->events[read];

	if (r->op == OP_WEAK_CAS)
		return finds_expected(g, r, w) && r->bytes & g->events[w].bytes ? 2 : 1;
	if (r->op != OP_OBJECT || !function_of(r)->variants)
		return 1;
	uint32_t n = function_of(r)->variants(g->events[w].value_written, r->operand);
	return n < MOST_VARIANTS ? n : MOST_VARIANTS;
}

static void resolve_object(const struct graph *g, struct event *e, uint64_t old)
{
	struct transition transition = function_of(e)->apply(old, e->operand, e->variant);

	e->value_read = old;
	e->value_written = transition.writes ? masked(transition.value, e->size) : old;
	e->in_vain = e->polls && transition.writes && polls_in_vain(g, e);
	bool writes = transition.writes && !e->in_vain;
	e->value_written = writes ? e->value_written : old;
	e->kind = writes ? EV_RMW : EV_READ;
	e->order = writes ? e->order_success : e->order_failure;
	e->blocked = transition.blocks || e->in_vain;
}

bool graph_would_write(const struct event *lock, uint64_t state)
{
	return lock->op == OP_OBJECT ? function_of(lock)->apply(state, lock->operand, lock->variant).writes
	                             : !state;
}

bool graph_would_block(uint8_t op, uint64_t operand, uint64_t expected, uint64_t state)
{
	switch (op) {
	case OP_LOCK:
		return state != 0;
	case OP_ONCE:
		return state == 1;
	case OP_OBJECT:
		return ((const struct transition_function *)(uintptr_t)expected)
		        ->apply(state, operand, 0)
		        .blocks;
	default:
		return false;
	}
}

/* What the location holds then; of the part that e accesses it held `part`. */
static uint64_t result_of(const struct graph *g, const struct event *e, uint64_t whole, uint64_t part)
{
	if (e->size > 8)
		return g->wide_apply(e->op, whole, e->operand);
	part = masked(apply(e->op, part, e->operand), e->size);
	return event_is_of_part(e) ? parts_insert(g, e, whole, part) : part;
}

void graph_resolve(struct graph *g, event_id id)
{
	struct event *e = &g->events[id];
	uint64_t old = g->events[e->rf].value_written, part = parts_value(g, e, old);
	bool writes = true;

	if (e->op == OP_OBJECT) {
		resolve_object(g, e, old);
		return;
	}
	e->value_read = old;
	e->blocked = false;
	if (e->op == OP_LOAD)
		writes = false;
	else if (e->op == OP_CAS || e->op == OP_WEAK_CAS)
		writes = part == masked(e->expected, e->size) && !e->variant;
	else if (e->op == OP_LOCK || e->op == OP_TRYLOCK || e->op == OP_ONCE)
		writes = part == 0;
	e->in_vain = e->polls && writes && polls_in_vain(g, e);
	writes = writes && !e->in_vain;
	e->kind = !writes ? EV_READ : e->op == OP_STORE || e->op == OP_UNLOCK ? EV_PART : EV_RMW;
	g->has_modified |= event_modifies(e);
	e->order = writes || e->op == OP_LOAD ? e->order_success : e->order_failure;
	e->value_written = writes ? result_of(g, e, old, part) : old;
	e->blocked = e->in_vain || graph_would_block(e->op, e->operand, e->expected, part);
}

static struct view own_past(const struct event *e)
{
	return (struct view){e->hb, e->thread, e->index + 1};
}

static void take_message(struct graph *g, struct event *e, const struct event *w, bool acquires)
{
	if (view_empty(&w->message))
		return;
	if (acquires)
		e->hb = clock_join(&g->clocks, e->hb, &w->message, e->thread);
	else
		e->pending = view_join(&g->clocks, &e->pending, &w->message);
}

/* The same from all writes that it takes bytes from. */
static void take_messages(struct graph *g, struct event *e, bool acquires)
{
	event_id at = e->rf, w;
	uint16_t left = e->bytes;

	while ((w = parts_next_source(g, &at, &left)))
		take_message(g, e, &g->events[w], acquires);
}

static void take_over(struct graph *g, struct event *e, const struct event *w, bool acquires)
{
	if (w->kind == EV_INIT)
		return;
	const struct clock *porf = e->porf;
	struct view past = {w->porf, w->thread, w->index + 1};
	if (w->thread != e->thread && clock_at(porf, w->thread) <= w->index)
		e->porf = clock_join(&g->clocks, porf, &past, e->thread);
	if (e->queue || e->order == UNORDERED || e->kind == EV_PART)
		return;
	if (g->has_twins && symmetry_hear(g, e))
		return;
	if (e->location && g->locations[e->location].parts)
		take_messages(g, e, acquires);
	else if (acquires && e->hb == porf && view_same(&w->message, &past))
		e->hb = e->porf;
	else
		take_message(g, e, w, acquires);
}

static void depend_on(struct graph *g, struct event *e, const struct event *w)
{
	struct view past = {w->dep, w->thread, w->index + 1};

	if (w->kind != EV_INIT && w->thread != e->thread)
		e->dep = clock_join(&g->clocks, e->dep, &past, e->thread);
}

static void set_dep(struct graph *g, struct event *e, const struct event *before)
{
	if (!g->has_twins) {
		e->dep = e->porf;
		return;
	}
	e->dep = before->dep;
	if (e->rf)
		depend_on(g, e, &g->events[e->rf]);
	if (e->twin)
		depend_on(g, e, &g->events[e->twin]);
}

bool graph_sequence_is_broken(const struct graph *g, event_id id)
{
	const struct event *e = &g->events[id];

	if (!event_writes(e) || !e->released || e->released == id)
		return false;
	for (event_id w = e->mo_prev; w && w != e->released; w = g->events[w].mo_prev)
		if (g->events[w].kind != EV_RMW && g->events[w].thread != e->thread)
			return true;
	return false;
}

/* What a write gives to its readers, but for what it passes on of the write it reads from. */
static struct view own_message(struct graph *g, const struct event *e)
{
	if (order_releases(e->order))
		return own_past(e);
	if (e->order == UNORDERED)
		return (struct view){0};
	if (!e->released || (g->unbroken_sequences && graph_sequence_is_broken(g, (event_id)(e - g->events))))
		return e->release_fence;
	struct view earlier = own_past(&g->events[e->released]);
	return view_join(&g->clocks, &e->release_fence, &earlier);
}

static event_id last_release(const struct graph *g, event_id id)
{
	const struct event *e = &g->events[id];

	if (event_writes(e) && order_releases(e->order))
		return id;
	return e->before_here ? g->events[e->before_here].released : 0;
}

/* A read-modify-write passes on what it was given with its bytes. */
static void pass_on(struct graph *g, struct event *e)
{
	event_id at = e->rf, w;
	uint16_t left = e->bytes;

	if (!g->locations[e->location].parts) {
		e->message = view_join(&g->clocks, &e->message, &g->events[e->rf].message);
		return;
	}
	while ((w = parts_next_source(g, &at, &left)))
		e->message = view_join(&g->clocks, &e->message, &g->events[w].message);
}

void graph_set_clocks(struct graph *g, event_id id)
{
	struct event *e = &g->events[id];
	static const struct event nothing;
	const struct event *before = e->index ? &g->events[g->threads[e->thread].at[e->index - 1]] : &nothing;
	const struct event *w = e->rf ? &g->events[e->rf] : NULL;

	e->hb = before->hb;
	e->porf = before->porf;
	e->pending = before->pending;
	e->release_fence = before->release_fence;
	e->message = (struct view){0};
	e->released = g->c11_sequences && e->user ? last_release(g, id) : 0;
	if (w)
		take_over(g, e, w, e->kind == EV_BEGIN || e->kind == EV_JOIN || order_acquires(e->order));
	set_dep(g, e, before);
	if (event_on_queue(e)) {
		e->message = queue_message(g, e);
	} else if (e->kind == EV_FENCE) {
		if (order_acquires(e->order)) {
			e->hb = clock_join(&g->clocks, e->hb, &e->pending, e->thread);
			e->pending = (struct view){0};
		}
		if (order_releases(e->order))
			e->release_fence = own_past(e);
	} else if (e->kind == EV_CREATE || e->kind == EV_END) {
		e->message = own_past(e);
	} else if (e->kind == EV_WRITE || event_follows_rf(e)) {
		e->message = own_message(g, e);
		if (e->kind == EV_RMW)
			pass_on(g, e);
	}
}
