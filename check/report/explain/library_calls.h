/*
 * What of the reported execution happens in calls of libacqrel: library.c makes a step of each,
 * library_calls.c finds them.
 */
#ifndef ACQREL_REPORT_LIBRARY_CALLS_H
#define ACQREL_REPORT_LIBRARY_CALLS_H

#include "protocol/step.h"
#include "report/resolved.h"

enum does { DOES_SOMETHING, LOCKS, TRIES, UNLOCKS, WAITS, NOTIFIES_ONE, NOTIFIES_ALL, SLEEPS };

/* Locks of one kind. */
struct lock_family {
	const char *prefix; /* of their functions */
	size_t size;        /* of the object: two addresses that are closer belong to one */
};

struct call { /* what one thread does in one call, or in a call of a lock that another call makes */
	const char *function,
		*last_function; /* of the library, the first and the last that the caller calls */
	struct frame caller;    /* the user's line */
	size_t depth;           /* of the user's frames */
	const struct lock_family *family;
	enum does does;
	uint16_t thread, notified;        /* notified: by it; ACQ_NO_THREAD: none is */
	uint64_t object;                  /* an address in it; 0: none is known */
	uint32_t first, last;             /* its steps */
	uint32_t first_write, last_write; /* the atomic ones; ACQ_NO_STEP: none */
	uint32_t stands;                  /* the step that stands for it; ACQ_NO_STEP: none does */
	uint32_t outer;                   /* the call that makes this one, as an index plus one; 0: none */
	bool returned, stuck;
	bool speaks; /* one of the steps says what the call does */
};

struct calls {
	struct report *r;
	struct acq_step *steps;
	struct call *at;
	size_t count, room;
	uint32_t *of_step; /* by step: its call's index plus one; 0: none */
};

/* Fills in `calls`, except for what stands for them. */
void library_calls_find(struct calls *c);

/* Whether both are about one lock. */
bool library_calls_share_lock(const struct call *a, const struct call *b);

/* Whether a step says by itself what happens, in whatever call. */
bool library_step_speaks(const struct acq_step *s);

#endif
