/*
 * Loops that count their iterations: what the next iteration of one is, by what it has read in those before.
 */
#include "rt/loops/counting.h"
#include "rt/loops/ahead.h"

#include "../engine/build.h"
#include "../engine/check.h"

/* --- What stands in for the rest of the runtime ------------------------------------------------------- */

struct runtime rt;
bool ahead_looking;
static struct graph *const g = &rt.explorer.graph;
static enum ahead ahead;
static bool others_wait, may_yield;
static unsigned cuts, looks;

enum ahead ahead_look(uint64_t pc)
{
	(void)pc;
	looks++;
	return ahead;
}

void ahead_iteration(uint64_t pc, uint64_t fingerprint)
{
	(void)pc, (void)fingerprint;
}

void ahead_adds(void)
{
}

_Noreturn void ahead_knows_nothing(void)
{
	__builtin_trap();
}

void outcome_add_bound(const char *format, ...)
{
	(void)format;
	cuts++;
}

bool schedule_is_blocked(const struct fiber *f)
{
	(void)f;
	return false;
}

bool schedule_may_yield(const struct fiber *f)
{
	(void)f;
	return may_yield;
}

bool schedule_somebody_waits(const struct fiber *f)
{
	(void)f;
	return others_wait;
}

bool spin_changed_nothing(const struct event *e)
{
	return e->kind == EV_READ || e->kind == EV_FENCE;
}

uint64_t spin_fingerprint(const struct fiber *f, const struct hook_frame *frame, uint64_t operands)
{
	(void)f, (void)frame, (void)operands;
	return 0;
}

const struct event *spin_repeats(const struct fiber *f, const struct event *last, uint64_t fingerprint)
{
	(void)f, (void)last, (void)fingerprint;
	return NULL; /* a loop that counts is never in the same state */
}

/* --- One loop ----------------------------------------------------------------------------------------- */

static struct fiber fiber;
static uint64_t pc = 0x1000;
static uint32_t X;

static void start(enum ahead a)
{
	graph_truncate(g, 1);
	g->clocks.top = 0;
	X = build_location(g);
	char *here = __builtin_frame_address(0);
	fiber = (struct fiber){.thread = 1, .stack_low = here - (3 << 20), .stack_high = here + (1 << 20)};
	ahead = a;
	may_yield = others_wait = false;
	cuts = looks = 0;
	pc += 16; /* of another loop nothing is known */
}

static enum iteration ask(void)
{
	return counting_iteration(&fiber, NULL, X, pc, NULL, 0);
}

static struct event *read_from(event_id w)
{
	struct event *e = graph_event(g, build_load(g, 1, X, RELAXED, w));

	e->pc = pc;
	e->iteration = fiber.done;
	counting_note(e);
	fiber.done++;
	return e;
}

/* Iterations that are events, at most so many. */
static uint32_t events(event_id w, uint32_t most)
{
	uint32_t n = 0;

	for (; n < most && ask() == ITERATION_EVENT; n++)
		read_from(w);
	return n;
}

static void iterations_are_counted(void)
{
	start(AHEAD_UNKNOWN);
	event_id old = g->locations[X].init, newer = build_store(g, 0, X, RELAXED, 1);
	for (uint32_t i = 1; i < 6; i++)
		CHECK(counting_iterations(read_from(old)) == i);
	for (uint32_t i = 1; i < 6; i++)
		CHECK(counting_iterations(read_from(newer)) == i);
	for (uint32_t i = 6; i < 10; i++) { /* the loop reads it at another place, too */
		pc += 8;
		CHECK(counting_iterations(read_from(newer)) == i - 5);
		pc -= 8;
		CHECK(counting_iterations(read_from(newer)) == i);
	}
	CHECK(counting_repeated(&fiber, pc, g->locations[X].address)->rf == newer);
	CHECK(!counting_repeated(&fiber, pc + 1, g->locations[X].address));
	CHECK(!counting_repeated(&fiber, pc, g->locations[X].address + 4));
}

/* 17 iterations are explored; then it goes on without events, once one is there that no write revisits. */
static void without_news(void)
{
	uint64_t before;

	start(AHEAD_STAYS);
	event_id w = g->locations[X].init;
	CHECK(events(w, 100) == 18);
	CHECK(looks == 1);
	may_yield = true;
	CHECK(ask() == ITERATION_YIELD && fiber.waited > 0);
	may_yield = false;
	CHECK(ask() == ITERATION_NO_REVISIT);
	read_from(w)->no_revisit = true;
	before = counting_elided_iterations;
	CHECK(ask() == ITERATION_ELIDED && counting_elided_iterations == before + 1);
	CHECK(counting_goes_on(&fiber, pc, g->locations[X].address));
	CHECK(!counting_goes_on(&fiber, pc + 1, g->locations[X].address));
	CHECK(counting_elided_iterations == before + 2 && !cuts);
	CHECK(counting_saw_newest(&fiber));
	build_store(g, 0, X, RELAXED, 1);
	CHECK(!counting_saw_newest(&fiber));
}

/* What a loop has turned out to be is known the next time: it need not make so many iterations. */
static void known_to_be_long(void)
{
	uint64_t same = pc;

	start(AHEAD_STAYS);
	pc = same;
	CHECK(events(g->locations[X].init, 100) == 4);
}

/* It reads on what is old, and that other executions are left out is said. */
static void with_news(void)
{
	start(AHEAD_STAYS);
	event_id old = g->locations[X].init;
	build_store(g, 0, X, RELAXED, 1);
	CHECK(events(old, 100) == 18);
	CHECK(ask() == ITERATION_ELIDED && cuts > 0);
}

/*
 * A loop that leaves by itself is explored iteration by iteration, as long as that is not too many
 * executions.
 */
static void leaves_by_itself(void)
{
	start(AHEAD_LEAVES);
	CHECK(events(g->locations[X].init, 1000) == 1000);
	CHECK(looks == 1 && !cuts);
}

int main(void)
{
	graph_init(g);
	iterations_are_counted();
	without_news();
	known_to_be_long();
	with_news();
	leaves_by_itself();
	return check_result();
}
