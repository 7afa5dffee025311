/* Races that the program says do not count. */
#include "rt/memory/benign.h"

#include "engine/reserve.h"
#include "rt/error/notes.h"
#include "rt/error/violation.h"
#include "rt/run/undo.h"

struct benign {
	uint64_t start, end;
};

struct ignored { /* what a thread reads or writes after so many of its events, until it has done so many */
	uint16_t thread;
	bool writes;
	uint32_t from, to;
};

#define AT_MOST ((size_t)1 << 20)

static struct benign *benign;
static struct ignored *ignored;
static uint32_t benign_count, ignored_count;
static size_t benign_room, ignored_room;

void benign_add(const volatile void *address, size_t size, uint64_t pc)
{
	if (!rt_in_program())
		return;
	if (benign_count == benign_room / sizeof *benign)
		violation_unsupported(pc, "more than %u calls of AnnotateBenignRace", benign_count);
	undo_save(&benign_count, sizeof benign_count);
	undo_save(&benign[benign_count], sizeof *benign);
	benign[benign_count++] = (struct benign){(uint64_t)address, (uint64_t)address + size};
}

void benign_begin_ignoring(bool writes, uint64_t pc)
{
	if (!rt_in_program())
		return;
	if (ignored_count == ignored_room / sizeof *ignored)
		violation_unsupported(pc, "more than %u calls of AnnotateIgnoreReadsBegin and the like",
		                      ignored_count);
	undo_save(&ignored_count, sizeof ignored_count);
	undo_save(&ignored[ignored_count], sizeof *ignored);
	ignored[ignored_count++] = (struct ignored){rt.current->thread, writes, rt.current->done, UINT32_MAX};
}

void benign_end_ignoring(bool writes)
{
	if (!rt_in_program())
		return;
	for (uint32_t i = ignored_count; i-- > 0;) {
		struct ignored *g = &ignored[i];
		if (g->thread != rt.current->thread || g->writes != writes || g->to != UINT32_MAX)
			continue;
		undo_save(g, sizeof *g);
		g->to = rt.current->done;
		return;
	}
}

static bool is_ignored(uint16_t thread, uint32_t epoch, bool write)
{
	for (uint32_t i = 0; i < ignored_count; i++) {
		const struct ignored *g = &ignored[i];
		if (g->thread == thread && g->writes == write && g->from <= epoch && epoch <= g->to)
			return true;
	}
	return false;
}

bool benign_allows_race(uint64_t address, size_t size, bool write, const struct conflict *other)
{
	bool allowed = is_ignored(rt.current->thread, rt.current->done, write) ||
	               is_ignored(other->thread, other->epoch, other->write);

	for (uint32_t i = 0; i < benign_count && !allowed; i++)
		allowed = benign[i].start <= address && address + size <= benign[i].end;
	if (allowed)
		outcome_add_bound("what a data race may read that AnnotateBenignRace, "
		                  "AnnotateIgnoreReadsBegin or the like allow");
	return allowed;
}

void benign_init(void)
{
	benign = engine_reserve(AT_MOST * sizeof *benign, &benign_room);
	ignored = engine_reserve(AT_MOST * sizeof *ignored, &ignored_room);
}
