/* The graph as a data structure: links are undone exactly by their opposites. */
#include "build.h"
#include "check.h"

#include <stdlib.h>
#include <string.h>

static struct explorer x;
static struct graph *const g = &x.graph;

#define MAX_EVENTS 64

/* All that can be seen of a graph. */
struct picture {
	struct event events[MAX_EVENTS];
	struct location locations[8];
	struct location_user users[16];
	event_id threads[4][MAX_EVENTS];
	uint32_t counts[4], live, live_last, next_user;
};

static struct picture *take_picture(void)
{
	struct picture *p = calloc(1, sizeof *p);

	if (!p)
		abort();
	memcpy(p->events, g->events, g->next_event * sizeof *g->events);
	memcpy(p->locations, g->locations, g->next_location * sizeof *g->locations);
	memcpy(p->users, g->users, g->next_user * sizeof *g->users);
	p->next_user = g->next_user;
	for (uint32_t t = 0; t < g->thread_count; t++) {
		p->counts[t] = g->threads[t].count;
		memcpy(p->threads[t], g->threads[t].at, g->threads[t].count * sizeof(event_id));
	}
	p->live = g->live;
	p->live_last = g->live_last;
	return p;
}

static bool same_picture(struct picture *p)
{
	struct picture *now = take_picture();
	bool same = memcmp(p, now, sizeof *p) == 0;

	free(now);
	free(p);
	return same;
}

static void start_over(void)
{
	graph_truncate(g, 1);
	g->clocks.top = 0;
}

static void modification_order(void)
{
	uint32_t l = build_location(g);
	event_id init = g->locations[l].init;

	CHECK(g->locations[l].mo_last == init);
	event_id a = build_store(g, 0, l, RELAXED, 1);
	event_id c = build_store(g, 1, l, RELAXED, 3);
	event_id b = build_store_after(g, 2, l, RELAXED, 2, a);
	event_id z = build_store_after(g, 3, l, RELAXED, 9, init);
	event_id order[] = {init, z, a, b, c};
	event_id w = init;

	for (int i = 0; i < 5; i++, w = graph_event(g, w)->mo_next) {
		CHECK(w == order[i]);
		CHECK(graph_event(g, w)->mo_prev == (i ? order[i - 1] : 0));
	}
	CHECK(w == 0);
	CHECK(g->locations[l].mo_last == c);
	graph_unlink_mo(g, c);
	CHECK(g->locations[l].mo_last == b);
	graph_unlink_mo(g, a);
	CHECK(graph_event(g, z)->mo_next == b && graph_event(g, b)->mo_prev == z);
	CHECK(!graph_event(g, a)->in_mo && graph_event(g, b)->in_mo);
	graph_link_mo(g, a, b);
	CHECK(g->locations[l].mo_last == a);
	start_over();
}

static void readers(void)
{
	uint32_t l = build_location(g);
	event_id w = build_store(g, 0, l, RELAXED, 1);
	event_id r[3];

	for (uint32_t i = 0; i < 3; i++)
		r[i] = build_load(g, i + 1, l, RELAXED, w);
	struct picture *before = take_picture();
	graph_take_out(g, r[1]);
	int n = 0;
	for (event_id e = graph_event(g, w)->readers; e; e = graph_event(g, e)->reader_next, n++)
		CHECK(e == r[0] || e == r[2]);
	CHECK(n == 2);
	CHECK(graph_thread_length(g, 2) == 0 && graph_thread_last(g, 2) == 0);
	CHECK(g->live == 3);
	graph_restore(g, r[1]);
	CHECK(same_picture(before));
	start_over();
}

/* A location knows the last access of each of its threads, and through it the earlier ones. */
static event_id last_access(uint32_t location, uint32_t thread)
{
	for (uint32_t u = g->locations[location].users; u; u = g->users[u].next)
		if (g->users[u].thread == thread)
			return g->users[u].last;
	return 0;
}

static void users(void)
{
	uint32_t l = build_location(g), m = build_location(g);
	event_id a = build_store(g, 0, l, RELAXED, 1), other = build_store(g, 0, m, RELAXED, 1);
	event_id b = build_load(g, 0, l, RELAXED, a), mark = g->next_event;
	event_id c = build_add(g, 1, l, RELAXED, 1, a);

	CHECK(last_access(l, 0) == b && graph_event(g, b)->before_here == a &&
	      graph_event(g, a)->before_here == 0);
	CHECK(last_access(l, 1) == c && last_access(m, 0) == other && last_access(m, 1) == 0);
	graph_take_out(g, b);
	CHECK(last_access(l, 0) == a && last_access(l, 1) == c);
	graph_restore(g, b);
	CHECK(last_access(l, 0) == b);
	graph_truncate(g, mark);
	CHECK(last_access(l, 0) == b && last_access(l, 1) == 0);
	start_over();
}

static void direct_followers(void)
{
	uint32_t l = build_location(g);
	event_id init = g->locations[l].init;

	CHECK(graph_rmw_reader(g, init) == 0);
	event_id a = build_add(g, 0, l, RELAXED, 5, init);
	CHECK(graph_event(g, a)->kind == EV_RMW);
	CHECK(graph_event(g, a)->value_written == 5);
	CHECK(graph_rmw_reader(g, init) == a);
	build_store(g, 1, l, RELAXED, 1);
	CHECK(graph_rmw_reader(g, a) == 0);
	event_id failed = build_cas(g, 2, l, ACQ_REL, RELAXED, 7, 8, a);
	CHECK(graph_event(g, failed)->kind == EV_READ && !graph_event(g, failed)->in_mo);
	CHECK(graph_rmw_reader(g, a) == 0);
	start_over();
}

/* Two threads on two locations, with everything that can be linked. */
static uint32_t all_kinds(event_id *events)
{
	uint32_t l = build_location(g), m = build_location(g), n = 0;

	events[n++] = build_thread_event(g, 0, EV_CREATE, 0);
	events[n++] = build_thread_event(g, 1, EV_BEGIN, events[0]);
	events[n++] = build_store(g, 0, l, RELEASE, 1);
	events[n++] = build_load(g, 1, l, ACQUIRE, events[2]);
	events[n++] = build_add(g, 1, l, ACQ_REL, 1, events[2]);
	events[n++] = build_store_after(g, 1, l, RELAXED, 7, g->locations[l].init);
	events[n++] = build_fence(g, 0, SEQ_CST);
	events[n++] = build_store(g, 0, m, RELAXED, 3);
	events[n++] = build_add(g, 1, m, RELAXED, 1, events[7]);
	events[n++] = build_load(g, 1, m, RELAXED, events[7]);
	events[n++] = build_thread_event(g, 1, EV_END, 0);
	events[n++] = build_thread_event(g, 0, EV_JOIN, events[10]);
	return n;
}

static void out_and_back(void)
{
	event_id events[16];
	uint32_t n = all_kinds(events);

	/* Everything from the k-th on, newest first, and back in opposite order. */
	for (uint32_t k = 0; k < n; k++) {
		struct picture *before = take_picture();
		for (uint32_t i = n; i-- > k;)
			graph_take_out(g, events[i]);
		CHECK(g->live == k);
		CHECK(g->live_last == (k ? events[k - 1] : 0));
		for (uint32_t i = k; i < n; i++)
			graph_restore(g, events[i]);
		CHECK(same_picture(before));
	}
	/* Only one thread's, in the middle of the other's. */
	struct picture *before = take_picture();
	static const uint8_t second[] = {10, 9, 8, 5, 4, 3, 1};
	for (int i = 0; i < 7; i++)
		graph_take_out(g, events[second[i]]);
	CHECK(graph_thread_length(g, 1) == 0 && graph_thread_length(g, 0) == 5);
	for (int i = 7; i-- > 0;)
		graph_restore(g, events[second[i]]);
	CHECK(same_picture(before));
	start_over();
}

static void truncation(void)
{
	uint32_t l = build_location(g);
	event_id a = build_store(g, 0, l, RELAXED, 1), mark = g->next_event;
	struct picture *before = take_picture();

	uint32_t m = build_location(g);
	event_id b = build_store(g, 1, m, RELAXED, 1);
	build_load(g, 2, m, RELAXED, b);
	build_load(g, 1, l, RELAXED, a);
	build_store_after(g, 2, l, RELAXED, 2, g->locations[l].init);
	build_location(g);
	CHECK(m == l + 1 && g->next_location == l + 3);
	graph_truncate(g, mark);
	CHECK(g->next_event == mark);
	CHECK(g->next_location == l + 1);
	CHECK(graph_event(g, a)->readers == 0);
	CHECK(g->locations[l].mo_last == a);
	CHECK(same_picture(before));
	CHECK(build_location(g) == m); /* its number is free again */
	CHECK(g->locations[m].mo_last == g->locations[m].init);
	start_over();
}

int main(void)
{
	explore_init(&x);
	modification_order();
	readers();
	users();
	direct_followers();
	out_and_back();
	truncation();
	return check_result();
}
