/* An execution to be run again. */
#ifndef ACQREL_PROTOCOL_WITNESS_H
#define ACQREL_PROTOCOL_WITNESS_H

#include <stdint.h>

/*
 * What determines an execution of a program, whatever its addresses are: its events in the order in which
 * they happened, numbered from 1. Threads and locations have the numbers of their first appearance in it.
 */
struct acq_witness_event {
	uint8_t kind, op, order, size; /* as in struct event; order: the one asked for */
	uint8_t variant, no_revisit;   /* likewise */
	uint16_t thread;
	uint32_t elided;   /* reads that the thread makes after it without an event of their own */
	uint32_t peer;     /* CREATE, JOIN: the other thread; else 0 */
	uint32_t location; /* of an operation on memory, from 1; else 0 */
	uint32_t from;     /* reads: the event that it reads from; 0: the initial value */
	/* a plain store: the last before it in modification order of the earlier events; 0: none */
	uint32_t after;
	uint32_t value; /* CHOICE: the answer */
};

#endif
