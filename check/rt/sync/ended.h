/* Objects that have ended, for those who use them too late. */
#ifndef ACQREL_RT_ENDED_H
#define ACQREL_RT_ENDED_H

#include "rt/error/violation.h"
#include "rt/sync/object.h"

void ended_init(void);

/* The object at this address ends, in a call of this function by the running fiber. */
void ended_note(const struct object_kind *k, const char *function, uint64_t address);

/* Where the object at this address has ended, as the previous access of a violation. */
void ended_find(uint64_t address, struct violation *v);

/*
 * Two accesses race: an event, and a plain access by a thread. It is misuse if a use races with the object's
 * end.
 */
void ended_judge_race(struct violation *v, const struct event *e, uint16_t plain_thread);

#endif
