/* The slice of an error: which events stay, in which order, and that all others come back as they were. */
#include "rt/error/slice.h"

#include "../engine/build.h"
#include "../engine/check.h"

#include <stdlib.h>
#include <string.h>

struct runtime rt;
static struct graph *const g = &rt.explorer.graph;

static event_id happened[5000];
static uint32_t happened_count;

event_id *schedule_happened(uint32_t *count)
{
	*count = happened_count;
	return happened;
}

void schedule_set_happened(uint32_t count)
{
	happened_count = count;
}

void *rt_copy(void *to, const void *from, size_t n)
{
	return memcpy(to, from, n);
}

static uint32_t X, Y, Z;

static void start(void)
{
	graph_truncate(g, 1);
	g->clocks.top = 0;
	X = build_location(g);
	Y = build_location(g);
	Z = build_location(g);
	happened_count = 0;
}

static event_id then(event_id e)
{
	return happened[happened_count++] = e;
}

static event_id initial(uint32_t location)
{
	return g->locations[location].init;
}

/* Thread t is at fault when it has done so many events. */
static struct violation at(uint16_t t, uint32_t epoch)
{
	return (struct violation){.verdict = ACQ_ASSERTION, .thread = t, .epoch = epoch};
}

/* Of thread 0 and 1 all that they have done so far. */
static struct violation of_both(void)
{
	struct violation v = at(0, graph_thread_length(g, 0));

	v.has_previous = true;
	v.previous_thread = 1;
	v.previous_epoch = graph_thread_length(g, 1);
	return v;
}

/* Cuts, and compares what is left with n events in order; then brings everything back. */
static void leaves(const struct violation *v, bool stuck, const event_id *order, uint32_t n)
{
	size_t size = g->next_event * sizeof *g->events;
	struct event *before = aligned_alloc(16, size);
	event_id all[100];
	uint32_t all_count = happened_count, live = g->live;

	memcpy(before, g->events, size);
	memcpy(all, happened, sizeof all);
	slice_cut(v, stuck);
	CHECK(happened_count == n && g->live == n);
	CHECK(!memcmp(happened, order, n * sizeof *order));
	for (uint32_t t = 0, events = 0; t < g->thread_count; t++)
		CHECK((events += graph_thread_length(g, t)) <= n);
	slice_undo();
	CHECK(g->live == live && happened_count == all_count);
	CHECK(!memcmp(before, g->events, size) && !memcmp(happened, all, all_count * sizeof *all));
	free(before);
}

/* 0: x = 1. 1: reads that, y = 1, z = 1. 2: z = 2, reads y, fails, z = 3. */
static void what_comes_before_it(void)
{
	start();
	event_id x = then(build_store(g, 0, X, RELEASE, 1));
	event_id z2 = then(build_store(g, 2, Z, RELAXED, 2));
	event_id read_x = then(build_load(g, 1, X, RELAXED, x));
	event_id y = then(build_store(g, 1, Y, RELAXED, 1));
	then(build_store(g, 1, Z, RELAXED, 1));
	event_id read_y = then(build_load(g, 2, Y, RELAXED, y));
	then(build_store(g, 2, Z, RELAXED, 3));
	struct violation v = at(2, 2);
	const event_id order[] = {x, read_x, y, z2, read_y};

	CHECK(slice_size(&v, false) == 5);
	CHECK(slice_size(&v, true) == 7);
	CHECK(slice_switches(&v, false) == 2);
	leaves(&v, false, order, 5);
	v.epoch = 1;
	CHECK(slice_size(&v, false) == 1);
	leaves(&v, false, &z2, 1);
	v.atomic = true; /* its event number 1 is at fault itself */
	CHECK(slice_size(&v, false) == 5);
	v = at(0, 0);
	v.has_previous = true;
	v.previous_thread = 1;
	v.previous_epoch = 1;
	CHECK(slice_size(&v, false) == 2);
	v.verdict = ACQ_DEADLOCK; /* what the others are at matters */
	CHECK(slice_size(&v, false) == 7);
}

/* Without the write that it misses it would not be seen that the read is of an old value. */
static void a_write_that_is_missed_stays(void)
{
	start();
	event_id x = then(build_store(g, 0, X, RELAXED, 1));
	then(build_store(g, 0, Y, RELAXED, 1));
	event_id read = then(build_load(g, 1, X, RELAXED, initial(X)));
	struct violation v = at(1, 1);
	const event_id order[] = {read, x}; /* as if memory were one */

	CHECK(slice_size(&v, false) == 1);
	leaves(&v, false, order, 2);
}

/* Each misses the other's write: no order is as if memory were one, so both writes come first. */
static void reads_come_after_what_they_miss(void)
{
	start();
	event_id x = then(build_store(g, 0, X, RELAXED, 1));
	event_id read_y = then(build_load(g, 0, Y, RELAXED, initial(Y)));
	event_id y = then(build_store(g, 1, Y, RELAXED, 1));
	event_id read_x = then(build_load(g, 1, X, RELAXED, initial(X)));
	struct violation v = of_both();
	const event_id order[] = {x, read_y, y, read_x};

	CHECK(slice_switches(&v, false) == 1);
	leaves(&v, false, order, 4);
}

/* Writes of one location stay in the order in which they are in memory, whatever happened first. */
static void modification_order(void)
{
	start();
	event_id x1 = then(build_store(g, 0, X, RELAXED, 1));
	event_id x2 = then(build_store_after(g, 1, X, RELAXED, 2, initial(X)));
	struct violation v = of_both();
	const event_id order[] = {x2, x1};

	leaves(&v, false, order, 2);
}

/* A read comes after the write that it reads; else the thread goes on as long as it can. */
static void few_switches(void)
{
	start();
	event_id x = then(build_store(g, 0, X, RELAXED, 1));
	event_id y = then(build_store(g, 1, Y, RELAXED, 1));
	event_id read_y = then(build_load(g, 0, Y, RELAXED, y));
	event_id z = then(build_store(g, 1, Z, RELAXED, 1));
	struct violation v = of_both();
	const event_id order[] = {x, y, z, read_y};

	CHECK(slice_switches(&v, false) == 2);
	leaves(&v, false, order, 4);
}

int main(void)
{
	graph_init(g);
	what_comes_before_it();
	a_write_that_is_missed_stays();
	reads_come_after_what_they_miss();
	modification_order();
	few_switches();
	return check_result();
}
