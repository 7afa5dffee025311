/*
 * Heap bytes that were never written, and what comes of reading them.
 *
 * Reading such bytes is no error: structs are copied with their padding, unset values are assigned. It is one
 * when what the program does depends on them. uninitialized.c notes which of them an execution has read;
 * differential.c runs an execution in which there are any once more with other contents for them, and
 * compares.
 */
#ifndef ACQREL_RT_UNINITIALIZED_H
#define ACQREL_RT_UNINITIALIZED_H

#include "rt/error/violation.h"
#include "rt/rt.h"

struct uninitialized_read { /* a read of bytes that were never written */
	uint64_t address, size;
	uint64_t pc;
	uint16_t thread;
	uint32_t epoch; /* how many events its thread had done; atomic: the event's index */
	bool atomic;
	bool filled; /* has other contents in the run that is compared */
};

extern uint32_t uninitialized_count; /* of those reads in this execution */

struct uninitialized_read *uninitialized_get(uint32_t i); /* in the order in which they were made */

/* A normal run begins. */
void uninitialized_begin(void);

/* Bytes that were never written are read. */
void uninitialized_note(uint64_t address, uint64_t size, uint64_t pc, const struct event *atomic);

/* The last snapshot in which none of the blocks they lie in was allocated yet. */
uint32_t uninitialized_oldest_snapshot(void);

/*
 * Other contents: `value`, width bytes long, again and again, from each block's start on; width 0: no two
 * bytes alike.
 */
struct uninitialized_pattern {
	uint64_t value;
	uint32_t width;
};

/*
 * From now on blocks get the pattern, when they are allocated, in those bytes whose reads are `filled`. NULL:
 * no more.
 */
void uninitialized_use_pattern(const struct uninitialized_pattern *p);

/* A block was allocated. */
void uninitialized_fill(uint64_t address, uint64_t size);

/* What an atomic access of a location that was never written reads instead of 0. */
uint64_t uninitialized_value(uint64_t address, uint8_t size);

/*
 * --- What it is compared with (compared_constants.c)
 * ---------------------------------------------------------
 */

/*
 * Calls back with the constants, and their sizes, that the program's code compares something with within the
 * next few instructions: where a read has just been made, most likely what was read.
 */
void compared_constants_each(uint64_t pc, void (*f)(uint64_t constant, uint32_t size));

/*
 * --- The comparison (differential.c) ----------------------------------------------------------------------
 */

/* After an execution that has read such bytes: whether it does something else if they hold something else. */
bool differential_check(struct violation *v);

/* The program does something that can be seen, in a run that is made again. */
void differential_see(uint64_t pc, uint64_t what, uint64_t with);

/* The program does another operation than the graph has. */
void differential_differs(uint64_t pc);

/* The run ends in an error; returns when it is the one that is recorded. */
void differential_ends(struct fiber *f, const struct violation *v);

#endif
