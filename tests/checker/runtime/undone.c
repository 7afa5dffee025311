/*
 * Loops that take back what they write: where an iteration begins, and when another thread has seen one from
 * within.
 */
#include "rt/loops/undone.h"

#include "../engine/build.h"
#include "../engine/check.h"

struct runtime rt;
struct fiber *rt_fibers;
uint32_t rt_fiber_count = 2;
static struct graph *const g = &rt.explorer.graph;
static unsigned cuts;

void outcome_add_bound(const char *format, ...)
{
	(void)format;
	cuts++;
}

bool spin_changed_nothing(const struct event *e)
{
	return e->kind == EV_READ || e->kind == EV_FENCE;
}

bool spin_has_news(event_id id)
{
	(void)id;
	return false;
}

bool semaphore_may_poll(void)
{
	return true;
}

static struct fiber fiber[2];
static uint32_t X, Y;

static void start(void)
{
	graph_truncate(g, 1);
	g->clocks.top = 0;
	X = build_location(g);
	Y = build_location(g);
	rt_fibers = fiber;
	for (uint16_t t = 0; t < 2; t++)
		fiber[t] = (struct fiber){.thread = t};
}

static struct event *add(uint16_t t, uint32_t location, uint64_t operand, uint64_t pc, uint64_t fingerprint)
{
	event_id id = build_add(g, t, location, RELAXED, operand, g->locations[location].mo_last);
	struct event *e = graph_event(g, id);

	e->pc = pc;
	e->fingerprint = fingerprint;
	fiber[t].done++;
	return e;
}

static uint32_t begins(uint32_t location, uint64_t pc, uint64_t fingerprint, uint8_t op, uint32_t *first)
{
	struct request q = {.op = op, .pc = pc};

	return undone_begin(&fiber[1], location, &q, fingerprint, first);
}

static void where_a_iteration_begins(void)
{
	uint32_t first;

	start();
	add(1, Y, 5, 0x10, 1);
	add(1, X, 1, 0x20, 2);
	add(1, X, (uint64_t)-1, 0x30, 3);
	CHECK(begins(X, 0x20, 2, OP_ADD, &first) == 2 && first == 2);
	CHECK(!begins(X, 0x20, 9, OP_ADD, &first) && !first); /* in another state */
	CHECK(!begins(X, 0x28, 2, OP_ADD, &first) && !first); /* at another place */
	CHECK(!begins(Y, 0x20, 2, OP_ADD, &first) && !first); /* another location */
	CHECK(!begins(X, 0x20, 2, OP_LOAD, &first) && !first);
	/* the first of three iterations is where it was in this state first */
	add(1, X, 1, 0x20, 2)->first = first = 2;
	add(1, X, (uint64_t)-1, 0x30, 3);
	CHECK(begins(X, 0x20, 2, OP_ADD, &first) == 4 && first == 2);
}

/* In between it is in the midst of an iteration that began with another change. */
static void within_a_iteration(void)
{
	uint32_t first;

	start();
	add(1, X, 1, 0x20, 2);
	add(1, Y, 1, 0x40, 4);
	add(1, X, 1, 0x20, 2)->first = 1;
	CHECK(!begins(Y, 0x40, 4, OP_ADD, &first) && first == 2);
}

static void load(uint16_t t, uint32_t location, event_id from)
{
	event_id id = build_load(g, t, location, RELAXED, from);

	undone_note(&fiber[t], graph_event(g, id));
	fiber[t].done++;
}

static bool is_cut(void)
{
	unsigned before = cuts;

	undone_say_cut();
	return cuts > before;
}

/* Whether somebody goes on after a read of what an iteration that was left out has written. */
static void seen_from_within(void)
{
	start();
	add(1, X, 7, 0x20, 2);
	event_id seven = g->locations[X].mo_last;
	add(1, X, (uint64_t)-7, 0x30, 3);
	add(1, Y, 8, 0x40, 4);
	event_id eight = g->locations[Y].mo_last;

	load(0, X, seven);
	CHECK(!is_cut()); /* nothing was left out */
	g->undone(&g->locations[X], 9);
	g->undone(&g->locations[Y], 8);
	undone_note(&fiber[0], NULL);
	CHECK(!is_cut()); /* other values than the one that it went on with */
	load(0, Y, eight);
	CHECK(!is_cut()); /* it has not gone on with that one yet */
	undone_note(&fiber[0], NULL);
	CHECK(is_cut());
}

int main(void)
{
	graph_init(g);
	undone_init();
	where_a_iteration_begins();
	within_a_iteration();
	seen_from_within();
	return check_result();
}
