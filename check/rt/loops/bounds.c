/*
 * How long executions may become. One of too many steps is cut: nothing that it would come to is judged.
 * Where there was one, others will be as long, and each of their last steps has alternatives. Unless the user
 * has said how much is wanted, the limit is lowered then, and again whenever so many more were cut, but not
 * below twice the shortest execution that came to its end: so threads that could make each other go round for
 * ever do not keep the exploration from its end.
 */
#include "rt/loops/bounds.h"

#include "rt/error/notes.h"

#define MAX_STEPS      100000
#define MAX_STEPS_THEN 2000
#define LEAST_STEPS    50
#define CUTS           500 /* before the limit is lowered */

static uint64_t limit = MAX_STEPS, shortest;
static uint32_t cuts;

static void lower_limit(void)
{
	uint64_t least = 2 * shortest > LEAST_STEPS ? 2 * shortest : LEAST_STEPS;

	if (limit == MAX_STEPS)
		limit = MAX_STEPS_THEN;
	else if (++cuts % CUTS == 0 && limit > least)
		limit = limit / 2 > least ? limit / 2 : least;
}

void bounds_note_complete(void)
{
	if (!shortest || rt_graph()->live < shortest)
		shortest = rt_graph()->live;
}

bool bounds_cut(uint64_t pc)
{
	uint64_t asked = rt.outcome->request.max_steps;

	if (LIKELY(rt_graph()->live < (asked ? asked : limit)) || rt_runs_again() || rt.mode == RUN_REPLAY)
		return false;
	outcome_add_bound(
		"executions of more than %llu steps%s were cut (--max-steps): loops that change something in "
		"every iteration, or much work",
		(unsigned long long)(asked ? asked : MAX_STEPS), asked ? "" : ", then of fewer,");
	if (!rt.outcome->cut_at)
		rt.outcome->cut_at = pc;
	lower_limit();
	return true;
}
