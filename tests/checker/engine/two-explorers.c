/* Two explorations in one process, a few executions of one, then of the other: neither sees the other. */
#include "engine/explore.h"

#include "build.h"
#include "check.h"

#define THREADS 3u

/* Each thread stores to a location of its own, and then loads those of all others. */
struct exploration {
	struct explorer x;
	uint8_t order;
	bool fences, more;
	unsigned executions;
};

static void start(struct exploration *e, uint8_t order, bool fences)
{
	struct graph *g = &e->x.graph;

	explore_init(&e->x);
	graph_truncate(g, 1);
	for (unsigned t = 0; t < THREADS; t++)
		build_location(g);
	e->order = order;
	e->fences = fences;
	e->more = true;
	e->executions = 0;
}

/* The i-th event of a thread. */
static void add(struct exploration *e, unsigned thread, unsigned i)
{
	struct operation store = {.op = OP_STORE, .order = e->order, .operand = 1},
			 load = {.op = OP_LOAD, .order = e->order};

	if (i == 0)
		explore_add_write(&e->x, thread, 1 + thread, &store);
	else if (e->fences && i == 1)
		explore_add_fence(&e->x, thread, SEQ_CST, 0);
	else
		explore_add_read(&e->x, thread, 1 + (thread + i - e->fences) % THREADS, &load);
}

/* Runs the execution that is set up, and sets up the next one. */
static void run_one(struct exploration *e)
{
	if (!e->more)
		return;
	for (unsigned t = 0; t < THREADS; t++)
		for (unsigned i = graph_thread_length(&e->x.graph, t); i < THREADS + e->fences; i++)
			add(e, t, i);
	e->executions++;
	e->more = explore_next(&e->x);
}

static unsigned count_alone(uint8_t order, bool fences)
{
	static struct exploration e;

	start(&e, order, fences);
	while (e.more)
		run_one(&e);
	return e.executions;
}

static void interleave(uint8_t order, bool fences, uint8_t other_order, bool other_fences)
{
	static struct exploration one, other;

	start(&one, order, fences);
	start(&other, other_order, other_fences);
	while (one.more || other.more) {
		run_one(&one);
		run_one(&one);
		run_one(&other);
	}
	CHECK(one.executions == count_alone(order, fences));
	CHECK(other.executions == count_alone(other_order, other_fences));
}

int main(void)
{
	unsigned relaxed = count_alone(RELAXED, false);

	CHECK(relaxed == 1 << 6); /* each of six loads reads either value */
	CHECK(count_alone(SEQ_CST, false) < relaxed);
	CHECK(count_alone(RELAXED, true) < relaxed);
	interleave(SEQ_CST, false, SEQ_CST, false);
	interleave(SEQ_CST, false, RELAXED, true);
	interleave(RELAXED, true, RELAXED, false);
	return check_result();
}
