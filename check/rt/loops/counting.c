/*
 * Loops that wait without ever being in the same state twice, because they count their iterations or change
 * something in each of them.
 *
 * Their first iterations are explored one by one, like anything else. So are all iterations of a loop that
 * only loads and is known to leave by itself, or to come back to a state in which it has been and is parked
 * then (ahead.c), if they are not too many: nothing is cut of that. Any other loop that has read the same
 * value ITERATIONS times at the same place lets the others go first, so that what it waits for has happened
 * if it can. After that:
 *
 *  - If there is no newer write, and no thread left that could make one, it reads on without an event for
 *    each iteration, so that it can leave by a limit of its own. Nothing is lost by that, unless a later
 *    write revisits the last of its reads (`no_revisit`).
 *  - If it has read an old value all the time, it is given that for as long as the memory model allows, so
 *    that it can leave by a limit of its own; the executions in which it gets the news in a later iteration
 *    than those explored are left out, and that is said. Without an event that is allowed while it reads
 *    nothing else that is new; after that the model is asked, and when it says no, the loop begins to count
 *    anew.
 *  - If its iterations have effects that others see, it is given the news; the executions in which it goes on
 *    with the old value are left out.
 *
 * So whatever is found after a loop can come after it. A loop that does not leave by itself waits like any
 * spin loop: it is stuck only if it has seen the newest value of all that it reads. What a loop turned out to
 * be is remembered by its place: one that makes more iterations than could be explored one by one need not be
 * explored for so many of them again.
 */
#include "rt/loops/counting.h"

#include "rt/error/notes.h"
#include "rt/loops/ahead.h"
#include "rt/loops/spin.h"
#include "rt/memory/units.h"
#include "rt/run/scheduler.h"

/* explored one by one: libstdc++ makes 16 before it sleeps, and one after that */
#define ITERATIONS      17
#define ITERATIONS_LONG 3 /* the same for a loop that is known to make more than ITERATIONS of them */
/* of loops that leave by themselves: most executions that they may come to, and */
#define ITERATIONS_WAYS   16384
#define ITERATIONS_FEW    1024    /* the same for those that come back to where they were */
#define ITERATIONS_ROOM   16      /* so many before that is looked at again */
#define ITERATIONS_BUSY   100     /* of a loop with effects: before it is given no more old values */
#define ITERATIONS_ELIDED 2000000 /* without events: a loop that goes on for longer never leaves by itself */
#define ITERATIONS_LOOK   64      /* of these, before it looks for news again */
#define ITERATIONS_LEFT   1024    /* and before another loop gets its chance */

/* --- What is known of loops ------------------------------------------------------------------------- */

enum loop_kind {
	LOOP_LOOKED_AT, /* nothing is known but what ahead_look could not tell */
	LOOP_ENDS,      /* it was seen to leave by itself */
	LOOP_REPEATS,   /* it was seen to come back to where it was */
	LOOP_LONG,      /* it makes more iterations than could be explored one by one */
	LOOP_ENDLESS,   /* and never left by itself */
};

struct loop {
	uint64_t pc;
	enum loop_kind kind;
};

#define MAX_LOOPS 4096 /* a program with more of them is explored more slowly */

static struct loop loops[MAX_LOOPS];

static struct loop *loop_at(uint64_t pc)
{
	size_t first = (pc * 0x9e3779b97f4a7c15u) >> 52;

	for (size_t i = first; i < first + 16; i++) {
		struct loop *l = &loops[i % MAX_LOOPS];
		if (!l->pc || l->pc == pc)
			return l;
	}
	return NULL;
}

static bool is_long(uint64_t pc)
{
	const struct loop *l = loop_at(pc);

	/*
	 * Of a witness it is not known how the loop was known when that was written: nothing is lost by the
	 * shorter limit.
	 */
	return rt.mode == RUN_REPLAY || (l && l->pc == pc && l->kind >= LOOP_LONG);
}

static bool is_endless(uint64_t pc)
{
	const struct loop *l = loop_at(pc);

	return l && l->pc == pc && l->kind == LOOP_ENDLESS;
}

static void remember(uint64_t pc, bool endless)
{
	struct loop *l = loop_at(pc);

	if (l && (endless || l->pc != pc || l->kind != LOOP_ENDS))
		*l = (struct loop){pc, endless ? LOOP_ENDLESS : LOOP_LONG};
}

/*
 * --- Iterations ------------------------------------------------------------------------------------------
 */

void counting_say_cut(void)
{
	outcome_add_bound("a loop that read the same value again and again, while something else in it "
	                  "changed, was not explored iteration by iteration");
}

/*
 * The thread's latest read at this place from `id` on backward, if that is at most a few accesses of the
 * location ago.
 */
static const struct event *read_at(event_id id, uint64_t pc)
{
	for (int i = 0; id && i < 4; i++) {
		const struct event *e = graph_event(rt_graph(), id);
		if (e->pc == pc && event_reads(e))
			return e;
		id = e->before_here;
	}
	return NULL;
}

static const struct event *previous_iteration(const struct fiber *f, uint32_t location, uint64_t pc)
{
	const struct graph *g = rt_graph();

	for (uint32_t u = g->locations[location].users; u; u = g->users[u].next)
		if (g->users[u].thread == f->thread)
			return read_at(g->users[u].last, pc);
	return NULL;
}

/*
 * Both read the same write, or the later one what an exchange that changed nothing put back. An equal value
 * is no waiting.
 */
static bool same_source(const struct event *before, const struct event *e)
{
	const struct event *w = graph_event(rt_graph(), e->rf);

	return e->rf == before->rf || (w->kind == EV_RMW && w->value_written == w->value_read &&
	                               e->value_read == before->value_read);
}

/*
 * It shows its thread nothing that the one before has not shown it: two that exchange what stays the same
 * read each other.
 */
static bool repeats(const struct event *e)
{
	const struct event *before = event_reads(e) ? read_at(e->before_here, e->pc) : NULL;

	return before && same_source(before, e) && (e->rf == before->rf || e->hb == before->hb);
}

static const struct event *event_at(const struct fiber *f, uint32_t i)
{
	return graph_event(rt_graph(), rt_graph()->threads[f->thread].at[i]);
}

/*
 * The fence at this place among the thread's events from `begin` to before `end`, the last of them; `end`:
 * there is none.
 */
static uint32_t find_fence(const struct fiber *f, uint64_t pc, uint32_t begin, uint32_t end)
{
	for (uint32_t i = end; i-- > begin;)
		if (event_at(f, i)->kind == EV_FENCE && event_at(f, i)->pc == pc)
			return i;
	return end;
}

static bool all_repeat(const struct fiber *f, uint32_t begin, uint32_t end)
{
	for (uint32_t i = begin; i < end; i++)
		if (event_at(f, i)->kind != EV_FENCE && !repeats(event_at(f, i)))
			return false;
	return true;
}

/*
 * Whether the thread may make the read once more, whatever others have done: it has learnt nothing since the
 * iteration before the last, so that it would only make that one again, which was consistent.
 */
static bool may_repeat(const struct fiber *f, const struct event *here)
{
	const struct event *before = read_at(here->before_here, here->pc);

	if (!before || !all_repeat(f, before->index + 1, f->done))
		return false;
	for (uint32_t i = here->index + 1; i < f->done; i++)
		if (event_at(f, i)->kind == EV_FENCE &&
		    find_fence(f, event_at(f, i)->pc, before->index, here->index) == here->index)
			return false;
	return true;
}

static bool changed_nothing_since(const struct fiber *f, const struct event *here)
{
	for (uint32_t i = here->index + 1; i < f->done; i++)
		if (!spin_changed_nothing(event_at(f, i)))
			return false;
	return true;
}

uint32_t counting_iterations(const struct event *e)
{
	const struct event *before = read_at(e->before_here, e->pc);

	return before && same_source(before, e) ? e->run + 1 : 1;
}

void counting_note(struct event *e)
{
	const struct event *before = read_at(e->before_here, e->pc);

	e->run = before ? counting_iterations(before) : 0;
}

/*
 * In how many ways the news may come in n iterations, if there were k of them; no more than is of interest.
 */
static uint64_t ways(uint64_t n, uint32_t k)
{
	uint64_t result = 1;

	for (uint32_t i = 1; i <= k && result <= ITERATIONS_WAYS; i++)
		result = result * (n + i) / i;
	return result;
}

static uint64_t ways_of_thread(uint32_t thread)
{
	const struct thread_events *t = &rt_graph()->threads[thread];
	uint32_t iterations = 0, runs = 0;

	for (uint32_t i = 0; i < t->count; i++) {
		uint32_t run = graph_event(rt_graph(), t->at[i])->run;
		runs += run == ITERATIONS;
		iterations += run == ITERATIONS ? ITERATIONS : run > ITERATIONS;
	}
	return ways(iterations, runs > 1 ? runs - 1 : runs);
}

/*
 * Whether few enough executions are to be expected if news may come in any iteration of the loops that were
 * not cut.
 */
static bool is_room(uint64_t most)
{
	uint64_t product = 1;

	for (uint32_t t = 0; t < rt_graph()->thread_count && product <= most; t++)
		product *= ways_of_thread(t);
	return product <= most;
}

/* A loop that leaves by itself, or comes back to where it was, is explored iteration by iteration. */
static bool goes_on_by_iterations(uint64_t pc, uint32_t iterations)
{
	struct loop *l = loop_at(pc);

	if (!l)
		return false;
	if (l->pc != pc) {
		enum ahead found = ahead_look(pc);
		*l = (struct loop){pc, found == AHEAD_LEAVES    ? LOOP_ENDS
		                       : found == AHEAD_REPEATS ? LOOP_REPEATS
		                                                : LOOP_LOOKED_AT};
	}
	if ((l->kind != LOOP_ENDS && l->kind != LOOP_REPEATS) || iterations >= AHEAD_ITERATIONS)
		return false;
	return (iterations > ITERATIONS && iterations % ITERATIONS_ROOM) ||
	       is_room(l->kind == LOOP_ENDS ? ITERATIONS_WAYS : ITERATIONS_FEW);
}

static struct event *last_event(const struct fiber *f)
{
	return graph_event(rt_graph(), rt_graph()->threads[f->thread].at[f->done - 1]);
}

static bool is_here(event_id id, uint64_t pc, uint64_t address)
{
	const struct event *e = graph_event(rt_graph(), id);

	return e->pc == pc && event_reads(e) && event_address(e) == address;
}

#define ELIDED_READS (sizeof((struct fiber *)0)->elided_reads / sizeof(event_id))

void counting_elides(struct fiber *f)
{
	if (!f->elided++)
		for (uint32_t i = 0; i < ELIDED_READS; i++)
			f->elided_reads[i] = 0;
}

uint64_t counting_elided_iterations;

static void count_elided(struct fiber *f)
{
	counting_elided_iterations++;
	counting_elides(f);
	last_event(f)->elided = f->elided;
}

/* The reads that a thread makes without events are made again and again: they need not be found each time. */
static void count_elided_read(struct fiber *f, const struct event *here)
{
	event_id id = rt_graph()->threads[f->thread].at[here->index];
	uint32_t i = 0;

	count_elided(f);
	while (i < ELIDED_READS - 1 && f->elided_reads[i] && f->elided_reads[i] != id)
		i++;
	f->elided_reads[i] = id;
}

const struct event *counting_repeated(const struct fiber *f, uint64_t pc, uint64_t address)
{
	for (uint32_t i = f->done; i-- > 0;)
		if (is_here(rt_graph()->threads[f->thread].at[i], pc, address))
			return event_at(f, i);
	return NULL;
}

void counting_adds(const struct fiber *f)
{
	if (UNLIKELY(ahead_looking))
		ahead_adds();
	if (!f->elided && f->done)
		last_event(f)->elided = 0;
}

/* A thread that waits by recursion must not come to the end of its stack because it is made to wait. */
static bool half_of_stack_used(const struct fiber *f)
{
	return (const char *)__builtin_frame_address(0) < f->stack_low + (f->stack_high - f->stack_low) / 2;
}

/* The loop is given the same value once more. */
static enum iteration elide(struct fiber *f, const struct event *here, bool news)
{
	uint64_t pc = here->pc;
	/*
	 * That the loop never left by itself before is no proof that it does not now: enough only where
	 * there is no accusation.
	 */
	bool known = is_endless(pc) && (news || schedule_is_blocked(f));
	bool endless = f->elided >= ITERATIONS_ELIDED || half_of_stack_used(f) || known;

	if (news || known || (endless && schedule_somebody_waits(f)))
		counting_say_cut();
	remember(pc, endless || is_endless(pc));
	if (endless)
		return ITERATION_PARK;
	if (!news && f->elided % ITERATIONS_LEFT == 0 && schedule_may_yield(f)) {
		f->waited++;
		return ITERATION_YIELD;
	}
	count_elided_read(f, here);
	return ITERATION_ELIDED;
}

/* A loop with effects. */
static enum iteration busy(struct fiber *f, uint64_t pc, uint32_t iterations, bool news)
{
	if (!news) {
		f->waited++;
		return schedule_may_yield(f) ? ITERATION_YIELD : ITERATION_EVENT;
	}
	if (iterations < (is_long(pc) ? ITERATIONS_LONG : ITERATIONS_BUSY))
		return ITERATION_EVENT;
	remember(pc, is_endless(pc));
	return ITERATION_NEWEST_ONLY;
}

/* The loop is looked at by a copy of the process: it only ever reads the same. */
static enum iteration iteration_ahead(struct fiber *f, const struct event *here, uint64_t fingerprint)
{
	if (!here || counting_iterations(here) < ITERATIONS_LONG)
		return ITERATION_EVENT;
	if (!changed_nothing_since(f, here))
		ahead_knows_nothing();
	ahead_iteration(here->pc, fingerprint);
	count_elided_read(f, here);
	return ITERATION_ELIDED;
}

enum iteration counting_iteration(struct fiber *f, const struct event *last, uint32_t location, uint64_t pc,
                                  const struct hook_frame *frame, uint64_t operands)
{
	const struct event *here = previous_iteration(f, location, pc);
	uint32_t iterations = here ? counting_iterations(here) : 0;

	uint32_t limit = is_long(pc) ? ITERATIONS_LONG : ITERATIONS;

	if (UNLIKELY(ahead_looking))
		return iteration_ahead(f, here, spin_fingerprint(f, frame, operands));
	if (LIKELY(iterations < ITERATIONS_LONG || iterations < limit)) {
		f->waited = 0;
		return ITERATION_EVENT;
	}
	if (last == here && spin_repeats(f, last, spin_fingerprint(f, frame, operands)))
		return ITERATION_EVENT; /* a spin loop after all: it will be parked */
	if (here->iteration >= limit && here->kind == EV_READ && changed_nothing_since(f, here) &&
	    goes_on_by_iterations(pc, iterations))
		return ITERATION_EVENT;
	if (UNLIKELY(ahead_looking))
		return iteration_ahead(f, here, spin_fingerprint(f, frame, operands));
	bool news = explore_newer_write(rt_graph(), rt_graph()->threads[f->thread].at[here->index], false);
	if (!changed_nothing_since(f, here))
		return busy(f, pc, iterations, news);
	if (here->iteration < limit)
		return ITERATION_EVENT; /* it has not waited for so long: before, it got on with something */
	if (!news && !here->no_revisit) {
		f->waited++;
		return schedule_may_yield(f) ? ITERATION_YIELD : ITERATION_NO_REVISIT;
	}
	return news && !may_repeat(f, here) ? ITERATION_REREAD : elide(f, here, news);
}

/* All that it reads there it has read again and again, perhaps in turns of which the last were no events. */
bool counting_saw_newest(const struct fiber *f)
{
	const struct graph *g = rt_graph();

	for (uint32_t i = f->done; i-- > 0 && spin_changed_nothing(event_at(f, i));) {
		const struct event *e = event_at(f, i);
		if (event_reads(e) && counting_iterations(e) >= ITERATIONS_LONG &&
		    explore_newer_write(g, g->users[e->user].last, false))
			return false;
	}
	return true;
}

bool counting_goes_on(struct fiber *f, uint64_t pc, uint64_t address)
{
	if (f->elided % ITERATIONS_LOOK == 0 || ahead_looking)
		return false;
	for (uint32_t i = 0; i < ELIDED_READS && f->elided_reads[i]; i++)
		if (is_here(f->elided_reads[i], pc, address)) {
			count_elided(f);
			return true;
		}
	return false;
}

bool counting_fence_is_elided(struct fiber *f, uint64_t pc)
{
	uint32_t fence = f->elided ? find_fence(f, pc, 0, f->done) : f->done;

	if (fence == f->done || !changed_nothing_since(f, event_at(f, fence)) ||
	    !all_repeat(f, fence + 1, f->done))
		return false;
	count_elided(f);
	return true;
}
