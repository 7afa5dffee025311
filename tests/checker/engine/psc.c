/*
 * The seq_cst order on the shapes that the literature knows, each with the weaker ones that must stay
 * allowed.
 */
#include "engine/psc.h"

#include "build.h"
#include "check.h"

static struct explorer x;
static struct graph *const g = &x.graph;
static uint32_t X, Y, Z;
static event_id x0, y0, z0;

/* Each cycle leaves some event by mo or rb. */
static bool psc_acyclic(void)
{
	for (event_id e = g->live_last; e; e = g->events[e].live_prev)
		if (psc_closes_cycle(&x.psc, g, e))
			return false;
	return true;
}

static void start_over(void)
{
	graph_truncate(g, 1);
	g->clocks.top = 0;
	X = build_location(g);
	Y = build_location(g);
	Z = build_location(g);
	x0 = g->locations[X].init;
	y0 = g->locations[Y].init;
	z0 = g->locations[Z].init;
}

#define NO_FENCE RELAXED

static void fence(uint32_t thread, uint8_t order)
{
	if (order != NO_FENCE)
		build_fence(g, thread, order);
}

/* Both threads write, and miss the other's write. */
static bool store_buffering(uint8_t write, uint8_t read, uint8_t fence0, uint8_t fence1)
{
	start_over();
	build_store(g, 0, X, write, 1);
	fence(0, fence0);
	build_load(g, 0, Y, read, y0);
	build_store(g, 1, Y, write, 1);
	fence(1, fence1);
	build_load(g, 1, X, read, x0);
	return psc_acyclic();
}

/* Two readers see two writes in opposite orders. */
static bool iriw(uint8_t write, uint8_t first, uint8_t second, uint8_t between)
{
	start_over();
	event_id a = build_store(g, 0, X, write, 1), b = build_store(g, 1, Y, write, 1);

	build_load(g, 2, X, first, a);
	fence(2, between);
	build_load(g, 2, Y, second, y0);
	build_load(g, 3, Y, first, b);
	fence(3, between);
	build_load(g, 3, X, second, x0);
	return psc_acyclic();
}

/* Both threads write both locations, and each one's first write comes last. */
static bool two_plus_two_writes(uint8_t order, uint8_t between)
{
	start_over();
	build_store(g, 0, X, order, 1);
	fence(0, between);
	event_id y2 = build_store(g, 0, Y, order, 2);
	build_store_after(g, 1, Y, order, 1, y2);
	fence(1, between);
	build_store_after(g, 1, X, order, 2, x0);
	return psc_acyclic();
}

/* A thread reads what another wrote, misses a third's write, and that one misses the first. */
static bool read_write_causality(uint8_t order, uint8_t fence1, uint8_t fence2)
{
	start_over();
	event_id a = build_store(g, 0, X, order, 1);

	build_load(g, 1, X, order, a);
	fence(1, fence1);
	build_load(g, 1, Y, order, y0);
	build_store(g, 2, Y, order, 1);
	fence(2, fence2);
	build_load(g, 2, X, order, x0);
	return psc_acyclic();
}

/* Store buffering in which the first thread's read is made by another, to which it gives word. */
static bool store_buffering_by_proxy(uint8_t release, uint8_t acquire)
{
	start_over();
	build_store(g, 0, X, SEQ_CST, 1);
	event_id word = build_store(g, 0, Z, release, 1);

	build_load(g, 1, Z, acquire, word);
	build_load(g, 1, Y, SEQ_CST, y0);
	build_store(g, 2, Y, SEQ_CST, 1);
	build_load(g, 2, X, SEQ_CST, x0);
	return psc_acyclic();
}

/*
 * The same word given at X itself, where it orders only accesses of X, whatever the program chose in between.
 */
static bool store_buffering_by_proxy_at_x(bool choice)
{
	start_over();
	build_store(g, 0, X, SEQ_CST, 1);
	if (choice)
		build_thread_event(g, 0, EV_CHOICE, 0);
	event_id word = build_store(g, 0, X, RELEASE, 2);

	build_load(g, 1, X, ACQUIRE, word);
	if (choice)
		build_thread_event(g, 1, EV_CHOICE, 0);
	build_load(g, 1, Y, SEQ_CST, y0);
	build_store(g, 2, Y, SEQ_CST, 1);
	build_load(g, 2, X, SEQ_CST, x0);
	return psc_acyclic();
}

/* Z6.U of the paper: seq_cst accesses ordered only through weaker ones at their own location. */
static bool z6u(uint8_t last_read)
{
	start_over();
	build_store(g, 0, X, SEQ_CST, 1);
	event_id y1 = build_store(g, 0, Y, RELEASE, 1), y2 = build_add(g, 1, Y, SEQ_CST, 1, y1);
	event_id y3 = build_store(g, 2, Y, SEQ_CST, 3);

	CHECK(graph_event(g, y3)->mo_prev == y2);
	build_load(g, 1, Y, RELAXED, y3);
	build_load(g, 2, X, last_read, x0);
	return psc_acyclic();
}

static void shapes_with_accesses(void)
{
	CHECK(!store_buffering(SEQ_CST, SEQ_CST, NO_FENCE, NO_FENCE));
	CHECK(store_buffering(RELEASE, SEQ_CST, NO_FENCE, NO_FENCE));
	CHECK(store_buffering(SEQ_CST, ACQUIRE, NO_FENCE, NO_FENCE));
	CHECK(!iriw(SEQ_CST, SEQ_CST, SEQ_CST, NO_FENCE));
	CHECK(iriw(SEQ_CST, ACQUIRE, SEQ_CST,
	           NO_FENCE)); /* synchronizing at a location orders only accesses of it */
	CHECK(iriw(SEQ_CST, ACQUIRE, ACQUIRE, NO_FENCE));
	CHECK(iriw(RELEASE, SEQ_CST, SEQ_CST, NO_FENCE));
	CHECK(!two_plus_two_writes(SEQ_CST, NO_FENCE));
	CHECK(two_plus_two_writes(RELEASE, NO_FENCE));
	CHECK(!read_write_causality(SEQ_CST, NO_FENCE, NO_FENCE));
	CHECK(read_write_causality(ACQ_REL, NO_FENCE, NO_FENCE));
	CHECK(!store_buffering_by_proxy(RELEASE, ACQUIRE));
	CHECK(store_buffering_by_proxy(RELAXED, ACQUIRE));
	CHECK(store_buffering_by_proxy(RELEASE, RELAXED));
	CHECK(store_buffering_by_proxy_at_x(false));
	CHECK(store_buffering_by_proxy_at_x(true));
	CHECK(z6u(SEQ_CST));
}

static void shapes_with_fences(void)
{
	CHECK(!store_buffering(RELAXED, RELAXED, SEQ_CST, SEQ_CST));
	CHECK(store_buffering(RELAXED, RELAXED, SEQ_CST, ACQ_REL));
	CHECK(store_buffering(RELAXED, RELAXED, SEQ_CST, NO_FENCE));
	CHECK(!iriw(RELAXED, RELAXED, RELAXED, SEQ_CST));
	CHECK(iriw(RELAXED, RELAXED, RELAXED, ACQ_REL));
	CHECK(!two_plus_two_writes(RELAXED, SEQ_CST));
	CHECK(two_plus_two_writes(RELAXED, ACQ_REL));
	CHECK(!read_write_causality(RELAXED, SEQ_CST, SEQ_CST));
	CHECK(read_write_causality(RELAXED, NO_FENCE, SEQ_CST));
	CHECK(read_write_causality(RELAXED, SEQ_CST, NO_FENCE));
}

/* A fence on one side, seq_cst accesses on the other. */
static bool fence_against_accesses(uint8_t order)
{
	start_over();
	build_store(g, 0, X, RELAXED, 1);
	build_fence(g, 0, SEQ_CST);
	build_load(g, 0, Y, RELAXED, y0);
	build_store(g, 1, Y, order, 1);
	build_load(g, 1, X, order, x0);
	return psc_acyclic();
}

/* Something else comes between the fence, or the access, and what makes the cycle. */
static bool with_distance(uint8_t order)
{
	start_over();
	build_store(g, 0, X, order, 1);
	build_load(g, 0, Z, RELAXED, z0);
	build_load(g, 0, Z, RELAXED, z0);
	build_fence(g, 0, SEQ_CST);
	build_load(g, 0, Z, RELAXED, z0);
	build_load(g, 0, Y, RELAXED, y0);
	build_store(g, 1, Y, order, 1);
	build_load(g, 1, Z, RELAXED, z0);
	build_load(g, 1, X, order, x0);
	return psc_acyclic();
}

/* Fences ordered by what other threads saw: hb ; eco ; hb. */
static bool fences_through_readers(uint8_t release)
{
	start_over();
	build_fence(g, 0, SEQ_CST);
	event_id a = build_store(g, 0, X, release, 1);
	build_load(g, 1, X, ACQUIRE, a);
	event_id b = build_store(g, 1, Y, release, 1);
	build_load(g, 2, Y, ACQUIRE, b);
	build_fence(g, 2, SEQ_CST);
	build_load(g, 2, Z, RELAXED, z0);
	event_id c = build_store(g, 3, Z, RELAXED, 1);
	build_load(g, 0, Z, RELAXED, c);
	return psc_acyclic();
}

/* --- Light and heavy fences --------------------------------------------------------------------------- */

/* A thread writes one location and misses the write of another one, with a fence in between. */
static void write_and_miss(uint32_t thread, uint32_t mine, uint8_t order, uint32_t theirs)
{
	build_store(g, thread, mine, RELAXED, 1);
	build_fence(g, thread, order);
	build_load(g, thread, theirs, RELAXED, g->locations[theirs].init);
}

/*
 * Two threads with light fences, both of which a third one's heavy fence comes between: they are ordered by
 * that only if it has seen the one and been seen by the other.
 */
static bool light_over_heavy(uint8_t between)
{
	start_over();
	write_and_miss(0, X, LIGHT, Y);
	write_and_miss(1, Y, between, Z);
	write_and_miss(2, Z, LIGHT, X);
	return psc_acyclic();
}

/* A ring of four, in which each second fence is heavy: no two light ones meet. */
static bool ring(uint8_t first, uint8_t second)
{
	start_over();
	uint32_t w = build_location(g);

	write_and_miss(0, X, first, Y);
	write_and_miss(1, Y, second, Z);
	write_and_miss(2, Z, first, w);
	write_and_miss(3, w, second, X);
	return psc_acyclic();
}

static void asymmetric(void)
{
	g->has_light = g->has_heavy = true;
	CHECK(!store_buffering(RELAXED, RELAXED, LIGHT, HEAVY));
	CHECK(!store_buffering(RELAXED, RELAXED, HEAVY, LIGHT));
	CHECK(!store_buffering(RELAXED, RELAXED, HEAVY, HEAVY));
	CHECK(!store_buffering(RELAXED, RELAXED, HEAVY, SEQ_CST));
	CHECK(!store_buffering(SEQ_CST, SEQ_CST, HEAVY, NO_FENCE));
	CHECK(store_buffering(RELAXED, RELAXED, LIGHT, LIGHT));
	CHECK(store_buffering(RELAXED, RELAXED, LIGHT, SEQ_CST));
	CHECK(store_buffering(RELAXED, RELAXED, NO_FENCE, HEAVY));
	CHECK(store_buffering(SEQ_CST, SEQ_CST, LIGHT, NO_FENCE) ==
	      store_buffering(SEQ_CST, SEQ_CST, NO_FENCE, NO_FENCE));
	CHECK(!iriw(RELAXED, RELAXED, RELAXED, HEAVY));
	CHECK(iriw(RELAXED, RELAXED, RELAXED, LIGHT));
	CHECK(!read_write_causality(RELAXED, LIGHT, HEAVY));
	CHECK(!read_write_causality(RELAXED, HEAVY, LIGHT));
	CHECK(read_write_causality(RELAXED, LIGHT, LIGHT));
	CHECK(!two_plus_two_writes(RELAXED, HEAVY));
	CHECK(two_plus_two_writes(RELAXED, LIGHT));
	CHECK(light_over_heavy(HEAVY));
	CHECK(light_over_heavy(SEQ_CST));
	CHECK(!ring(LIGHT, HEAVY));
	CHECK(!ring(HEAVY, LIGHT));
	CHECK(ring(LIGHT, SEQ_CST));
	CHECK(ring(LIGHT, LIGHT));
}

static void mixed(void)
{
	CHECK(!fence_against_accesses(SEQ_CST));
	CHECK(fence_against_accesses(ACQ_REL));
	CHECK(!with_distance(SEQ_CST));
	CHECK(with_distance(ACQ_REL));
	CHECK(fences_through_readers(RELEASE));
}

int main(void)
{
	explore_init(&x);
	g->has_sc_fences = true;
	shapes_with_accesses();
	shapes_with_fences();
	mixed();
	asymmetric();
	return check_result();
}
