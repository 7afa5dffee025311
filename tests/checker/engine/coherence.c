/* Which writes a read may read from, where a write may be placed, and which reads it revisits. */
#include "build.h"
#include "check.h"

static struct explorer x;
static struct graph *const g = &x.graph;
static uint32_t l, m;
static event_id init;

static void start_over(void)
{
	x.branch_count = x.pending_count = 0;
	graph_truncate(g, 1);
	g->clocks.top = 0;
	l = build_location(g);
	m = build_location(g);
	init = g->locations[l].init;
}

static const struct operation load = {.op = OP_LOAD, .order = RELAXED};
static const struct operation increment = {.op = OP_ADD, .order = RELAXED, .operand = 1};
static const struct operation store = {.op = OP_STORE, .order = RELAXED, .operand = 5};

static event_id found[16];

/* Adds a read and lists in found[] what it reads from, in one graph after the other. */
static unsigned sources(uint32_t thread, const struct operation *op)
{
	event_id r = explore_add_read(&x, thread, l, op);
	unsigned n = 0;

	do
		found[n++] = graph_event(g, r)->rf;
	while (explore_next(&x) && n < 16);
	CHECK(x.branch_count == 0);
	return n;
}

/* Adds a write and lists what it directly follows in modification order, before any read is changed. */
static unsigned places(uint32_t thread)
{
	event_id w = explore_add_write(&x, thread, l, &store);
	unsigned n = 0;

	do
		found[n++] = graph_event(g, w)->mo_prev;
	while (explore_next(&x) && !graph_event(g, w)->readers && n < 16);
	return n;
}

static void unordered_writes_can_all_be_read(void)
{
	start_over();
	event_id a = build_store(g, 0, l, RELAXED, 1), b = build_store(g, 0, l, RELAXED, 2);

	CHECK(sources(1, &load) == 3);
	CHECK(found[0] == b && found[1] == a && found[2] == init);
}

static void own_writes_hide_older_ones(void)
{
	start_over();
	event_id a = build_store(g, 0, l, RELAXED, 1), b = build_store(g, 1, l, RELAXED, 2);

	CHECK(sources(0, &load) == 2);
	CHECK(found[0] == b && found[1] == a);
}

static void own_reads_hide_older_writes(void)
{
	start_over();
	event_id a = build_store(g, 0, l, RELAXED, 1), b = build_store(g, 0, l, RELAXED, 2);

	build_load(g, 1, l, RELAXED, a);
	CHECK(sources(1, &load) == 2);
	CHECK(found[0] == b && found[1] == a);
}

static void what_happens_before_hides_older_writes(void)
{
	start_over();
	event_id a = build_store(g, 0, l, RELAXED, 1), flag = build_store(g, 0, m, RELEASE, 1);

	build_load(g, 1, m, ACQUIRE, flag);
	CHECK(sources(1, &load) == 1 && found[0] == a);
	start_over();
	a = build_store(g, 0, l, RELAXED, 1);
	flag = build_store(g, 0, m, RELEASE, 1);
	build_load(g, 1, m, RELAXED, flag); /* does not synchronize */
	CHECK(sources(1, &load) == 2);
}

static void reads_that_happen_before_count_too(void)
{
	start_over();
	event_id a = build_store(g, 0, l, RELAXED, 1);

	build_load(g, 2, l, RELAXED, a);
	event_id flag = build_store(g, 2, m, RELEASE, 1);
	build_load(g, 1, m, ACQUIRE, flag);
	CHECK(sources(1, &load) == 1 && found[0] == a);
}

static void taken_writes_are_not_modified_again(void)
{
	start_over();
	event_id a = build_store(g, 0, l, RELAXED, 1), b = build_add(g, 0, l, RELAXED, 1, a);

	/*
	 * b is in thread 1's past: it cannot give way to another that reads from a, nor can anything before
	 * it.
	 */
	build_load(g, 1, l, ACQUIRE, b);
	CHECK(sources(1, &increment) == 1 && found[0] == b);
	start_over();
	a = build_store(g, 0, l, RELAXED, 1);
	b = build_add(g, 0, l, RELAXED, 1, a);
	struct operation fails = {.op = OP_CAS, .order = RELAXED, .expected = 77};
	CHECK(sources(1, &fails) == 3);
	CHECK(found[0] == b && found[1] == a && found[2] == init);
}

/* A read-modify-write that is in conflict with another takes its place, and that one reads from it. */
static void conflicting_exchanges_change_places(void)
{
	start_over();
	event_id a = explore_add_read(&x, 0, l, &increment), b = explore_add_read(&x, 1, l, &increment);

	CHECK(graph_event(g, a)->rf == init && graph_event(g, b)->rf == a);
	CHECK(explore_next(&x));
	CHECK(graph_event(g, b)->rf == init && graph_event(g, a)->rf == b);
	CHECK(graph_event(g, a)->value_read == 1 && graph_event(g, a)->value_written == 2);
	CHECK(g->locations[l].mo_last == a);
	CHECK(!explore_next(&x));
}

static void places_of_writes(void)
{
	start_over();
	event_id a = build_store(g, 0, l, RELAXED, 1), b = build_store(g, 0, l, RELAXED, 2);

	CHECK(places(1) == 3);
	CHECK(found[0] == b && found[1] == a && found[2] == init);
	start_over();
	a = build_store(g, 0, l, RELAXED, 1);
	b = build_add(g, 0, l, RELAXED, 1, a);
	CHECK(places(1) == 2); /* not between the two */
	CHECK(found[0] == b && found[1] == init);
	start_over();
	a = build_store(g, 0, l, RELAXED, 1);
	b = build_store(g, 0, l, RELAXED, 2);
	build_load(g, 1, l, RELAXED, a);
	CHECK(places(1) == 2); /* not before what was read */
	CHECK(found[0] == b && found[1] == a);
}

static void later_writes_revisit_reads(void)
{
	start_over();
	event_id r = explore_add_read(&x, 0, l, &load);
	event_id after = explore_add_write(&x, 0, m, &store);
	event_id w = explore_add_write(&x, 1, l, &store);

	CHECK(graph_event(g, r)->rf == init && graph_thread_length(g, 0) == 2);
	CHECK(graph_thread_last(g, 0) == after);
	CHECK(explore_next(&x));
	CHECK(graph_event(g, r)->rf == w && graph_event(g, r)->value_read == 5);
	CHECK(graph_thread_length(g, 0) == 1 &&
	      graph_thread_length(g, 1) == 1); /* `after` has to run again */
	CHECK(g->locations[m].mo_last == g->locations[m].init);
	CHECK(!explore_next(&x));
}

/* Reading from a write that needs the read first would be load buffering. */
static void reads_before_the_write_are_not_revisited(void)
{
	start_over();
	event_id r = explore_add_read(&x, 0, l, &load);

	explore_add_write(&x, 0, m, &store);
	build_load(g, 1, m, RELAXED, g->locations[m].mo_last);
	explore_add_write(&x, 1, l, &store);
	CHECK(graph_event(g, r)->rf == init);
	CHECK(!explore_next(&x));
}

static void stale_reads(void)
{
	start_over();
	event_id a = build_store(g, 0, l, RELAXED, 1), old = build_load(g, 1, l, RELAXED, init);
	event_id r = build_load(g, 1, l, RELAXED, a);

	CHECK(explore_newer_write(g, old, false));
	CHECK(!explore_newer_write(g, r, false));
	build_cas(g, 2, l, RELAXED, RELAXED, 1, 1, a); /* puts back the same value */
	CHECK(!explore_newer_write(g, r, false));
	build_store(g, 2, l, RELAXED, 1);
	CHECK(explore_newer_write(g, r, false));
}

static void choices(void)
{
	start_over();
	event_id c = explore_add_choice(&x, 0, 3, 0);

	for (uint64_t k = 0; k < 3; k++) {
		CHECK(graph_event(g, c)->value_read == k);
		CHECK(explore_next(&x) == (k < 2));
	}
	start_over();
	explore_add_choice(&x, 0, 1, 0);
	CHECK(!explore_next(&x));
}

int main(void)
{
	explore_init(&x);
	unordered_writes_can_all_be_read();
	own_writes_hide_older_ones();
	own_reads_hide_older_writes();
	what_happens_before_hides_older_writes();
	reads_that_happen_before_count_too();
	taken_writes_are_not_modified_again();
	conflicting_exchanges_change_places();
	places_of_writes();
	later_writes_revisit_reads();
	reads_before_the_write_are_not_revisited();
	stale_reads();
	choices();
	return check_result();
}
