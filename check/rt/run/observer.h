/*
 * Who looks on while the program runs. The driver says who it is for each execution; no other part of the
 * runtime knows what is done with what it tells.
 */
#ifndef ACQREL_RT_OBSERVER_H
#define ACQREL_RT_OBSERVER_H

#include "rt/error/violation.h"
#include "rt/rt.h"

struct observer {
	/* An event of the fiber has happened. */
	void (*event)(const struct fiber *f, event_id e);
	/* It accesses plain memory, allocates or frees a block, or prints something. */
	void (*access)(const struct fiber *f, uint64_t address, size_t size, bool write, uint64_t pc);
	void (*heap)(const struct fiber *f, bool is_free, uint64_t address, size_t size, uint64_t pc);
	void (*output)(const char *text, size_t size);
	/* The running fiber does something that can be seen: where, what, and with what. */
	void (*step)(uint64_t pc, uint64_t what, uint64_t with);
	/* It does another operation than the graph has. */
	void (*differs)(uint64_t pc);
	/* It is about to add an event: only in an execution that is explored. */
	void (*adds)(struct fiber *f);
	/* It is in error, and the execution ends: the observer may end it in a way of its own. */
	void (*violation)(struct fiber *f, const struct violation *v);
};

extern const struct observer observe_nothing; /* with functions that do nothing, for others to begin with */

void observe_no_event(const struct fiber *f, event_id e);
void observe_no_access(const struct fiber *f, uint64_t address, size_t size, bool write, uint64_t pc);
void observe_no_heap(const struct fiber *f, bool is_free, uint64_t address, size_t size, uint64_t pc);
void observe_no_output(const char *text, size_t size);
void observe_no_step(uint64_t pc, uint64_t what, uint64_t with);
void observe_no_difference(uint64_t pc);
void observe_nothing_added(struct fiber *f);
void observe_no_violation(struct fiber *f, const struct violation *v);

/* Of executions that are explored most are of no interest to anyone until they end. */
static inline void observe_event(const struct fiber *f, event_id e)
{
	if (UNLIKELY(rt_runs_again()))
		rt.observer->event(f, e);
}

static inline void observe_step(uint64_t pc, uint64_t what, uint64_t with)
{
	if (UNLIKELY(rt_runs_again()))
		rt.observer->step(pc, what, with);
}

#endif
