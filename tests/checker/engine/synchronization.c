/* What happens before what: releases and acquires, release sequences, fences, failed exchanges, threads. */
#include "build.h"
#include "check.h"

static struct explorer x;
static struct graph *const g = &x.graph;
static uint32_t l, m;

static void start_over(void)
{
	graph_truncate(g, 1);
	g->clocks.top = 0;
	l = build_location(g);
	m = build_location(g);
}

static void release_and_acquire(void)
{
	start_over();
	event_id before = build_store(g, 0, m, RELAXED, 1);
	event_id w = build_store(g, 0, l, RELEASE, 1), after = build_store(g, 0, m, RELAXED, 2);
	event_id r = build_load(g, 1, l, ACQUIRE, w);
	event_id consume = build_load(g, 2, l, CONSUME, w), relaxed = build_load(g, 3, l, RELAXED, w);

	CHECK(build_hb(g, before, r) && build_hb(g, w, r));
	CHECK(!build_hb(g, after, r) && !build_hb(g, r, w));
	CHECK(build_hb(g, w, consume)); /* as strong as acquire */
	CHECK(!build_hb(g, w, relaxed));
	CHECK(porf_before(graph_event(g, w), graph_event(g, relaxed)));
	CHECK(!porf_before(graph_event(g, after), graph_event(g, relaxed)));
	event_id late = build_load(g, 1, m, RELAXED, after);
	CHECK(build_hb(g, w, late)); /* and so for all that follows */
	CHECK(build_hb(g, g->locations[l].init, before));
}

static void relaxed_writes_release_nothing(void)
{
	start_over();
	event_id w = build_store(g, 0, l, RELAXED, 1);
	event_id r = build_load(g, 1, l, SEQ_CST, w);

	CHECK(!build_hb(g, w, r));
	event_id acquire_only = build_add(g, 0, l, ACQUIRE, 1, w);
	event_id s = build_load(g, 2, l, ACQUIRE, acquire_only);
	CHECK(!build_hb(g, acquire_only, s));
}

static void release_sequences(void)
{
	start_over();
	event_id w = build_store(g, 0, l, RELEASE, 1);
	event_id own = build_store(g, 1, m, RELAXED, 1);
	event_id a = build_add(g, 1, l, RELAXED, 1, w);
	event_id b = build_cas(g, 2, l, RELEASE, RELAXED, 2, 7, a);
	event_id r = build_load(g, 3, l, ACQUIRE, b);

	CHECK(build_hb(g, w, r));  /* through both */
	CHECK(!build_hb(g, a, r)); /* which is relaxed itself */
	CHECK(!build_hb(g, own, r));
	CHECK(build_hb(g, b, r));
	CHECK(!build_hb(g, w, a) && !build_hb(g, w, b));
	event_id s = build_store(g, 0, l, RELAXED, 9); /* C++20: not even of the same thread */
	event_id t = build_load(g, 4, l, ACQUIRE, s);
	CHECK(!build_hb(g, w, t) && !build_hb(g, s, t));
}

static void release_fences(void)
{
	start_over();
	event_id before = build_store(g, 0, m, RELAXED, 1), early = build_store(g, 0, l, RELAXED, 1);
	event_id f = build_fence(g, 0, RELEASE);
	event_id between = build_store(g, 0, m, RELAXED, 2), w = build_store(g, 0, l, RELAXED, 2);
	event_id r = build_load(g, 1, l, ACQUIRE, w), s = build_load(g, 2, l, ACQUIRE, early);

	CHECK(build_hb(g, before, r) && build_hb(g, f, r));
	CHECK(!build_hb(g, between, r) && !build_hb(g, w, r));
	CHECK(!build_hb(g, before, s));
	event_id a = build_add(g, 3, l, RELAXED, 1, w);
	event_id t = build_load(g, 4, l, ACQUIRE, a);
	CHECK(build_hb(g, f, t));
	event_id weak = build_fence(g, 5, ACQUIRE);
	event_id v = build_store(g, 5, l, RELAXED, 3), u = build_load(g, 6, l, ACQUIRE, v);
	CHECK(!build_hb(g, weak, u));
}

static void acquire_fences(void)
{
	start_over();
	event_id v = build_store(g, 0, l, RELEASE, 1), w = build_store(g, 1, m, RELEASE, 1);
	event_id r = build_load(g, 2, l, RELAXED, v), s = build_load(g, 2, m, RELAXED, w);
	event_id none = build_fence(g, 2, RELEASE);

	CHECK(!build_hb(g, v, r) && !build_hb(g, w, s) && !build_hb(g, v, none));
	event_id f = build_fence(g, 2, ACQUIRE);
	CHECK(build_hb(g, v, f) && build_hb(g, w, f)); /* what all earlier reads got */
	event_id late = build_load(g, 3, l, RELAXED, v), t = build_fence(g, 3, SEQ_CST);
	CHECK(!build_hb(g, v, late) && build_hb(g, v, t) && !build_hb(g, w, t));
}

static void fence_to_fence(void)
{
	start_over();
	event_id before = build_store(g, 0, m, RELAXED, 1);
	build_fence(g, 0, ACQ_REL);
	event_id w = build_store(g, 0, l, RELAXED, 1), r = build_load(g, 1, l, RELAXED, w);
	event_id f = build_fence(g, 1, ACQ_REL);

	CHECK(!build_hb(g, before, r));
	CHECK(build_hb(g, before, f) && !build_hb(g, w, f));
}

static void failed_exchanges(void)
{
	start_over();
	event_id w = build_store(g, 0, l, RELEASE, 1);
	event_id weak = build_cas(g, 1, l, SEQ_CST, RELAXED, 5, 6, w);
	event_id strong = build_cas(g, 2, l, RELAXED, ACQUIRE, 5, 6, w);

	CHECK(graph_event(g, weak)->kind == EV_READ && graph_event(g, weak)->order == RELAXED);
	CHECK(!build_hb(g, w, weak));
	CHECK(graph_event(g, strong)->order == ACQUIRE);
	CHECK(build_hb(g, w, strong));
	CHECK(g->locations[l].mo_last == w);
	event_id made = build_cas(g, 3, l, ACQ_REL, RELAXED, 1, 6, w);
	CHECK(graph_event(g, made)->kind == EV_RMW && graph_event(g, made)->order == ACQ_REL);
	CHECK(graph_event(g, made)->value_read == 1 && graph_event(g, made)->value_written == 6);
	CHECK(build_hb(g, w, made));
}

static void threads(void)
{
	start_over();
	event_id before = build_store(g, 0, l, RELAXED, 1);
	event_id create = build_thread_event(g, 0, EV_CREATE, 0);
	event_id after = build_store(g, 0, l, RELAXED, 2);
	event_id begin = build_thread_event(g, 1, EV_BEGIN, create);
	event_id w = build_store(g, 1, m, RELAXED, 1), end = build_thread_event(g, 1, EV_END, 0);
	event_id join = build_thread_event(g, 2, EV_JOIN, end);

	CHECK(build_hb(g, before, begin) && build_hb(g, create, begin) && !build_hb(g, after, begin));
	CHECK(build_hb(g, w, join) && build_hb(g, before, join) && !build_hb(g, after, join));
}

/* Values are as wide as their location. */
static void widths(void)
{
	start_over();
	event_id w = build_store(g, 0, l, RELAXED, 0xffffffff);
	event_id a = build_add(g, 0, l, RELAXED, 2, w);
	event_id c = build_cas(g, 0, l, RELAXED, RELAXED, 0xff00000001, 0xff00000007, a);

	CHECK(graph_event(g, a)->value_written == 1);
	CHECK(graph_event(g, c)->kind == EV_RMW && graph_event(g, c)->value_written == 7);
}

int main(void)
{
	explore_init(&x);
	release_and_acquire();
	relaxed_writes_release_nothing();
	release_sequences();
	release_fences();
	acquire_fences();
	fence_to_fence();
	failed_exchanges();
	threads();
	widths();
	return check_result();
}
