/* Errors: see violation.c. */
#ifndef ACQREL_RT_VIOLATION_H
#define ACQREL_RT_VIOLATION_H

#include "rt/rt.h"

struct violation {
	uint32_t verdict; /* enum acq_verdict */
	uint8_t kind;     /* enum acq_step_kind of the access at fault */
	uint8_t order;
	uint64_t address, size;
	uint64_t pc;
	uint32_t signal;
	uint32_t exit_status;
	bool atomic;     /* the access is an event of the graph */
	uint16_t thread; /* whose it is, and how many events it had done; atomic: the event's index */
	uint32_t epoch;
	uint64_t object, object_size; /* likewise the variable */
	uint64_t block; /* the heap block that it is about, if the address lies outside; else 0 */
	/* The other access of a race, or what happened to the block before. */
	bool has_previous, previous_write, previous_atomic, ordered, previous_is_free, access_is_free,
		previous_is_malloc;
	uint16_t previous_thread;
	uint32_t previous_epoch; /* events its thread had done before it; atomic: its index */
	const char *asserted_file,
		*asserted_function; /* what assert() says of its place; NULL: no assert() */
	uint32_t asserted_line;
	uint32_t column; /* where in its line it is, if the compiler has said so; else 0 */
	char message[512];
};

/* The program is in error: the execution ends here. Called from a fiber. */
_Noreturn void violation_raise(const struct violation *v);

/* Sets the message. */
void violation_message(struct violation *v, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Simple cases of it. */
_Noreturn void violation_simple(uint32_t verdict, uint64_t pc, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
_Noreturn void violation_unsupported(uint64_t pc, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/*
 * Whether the runtime's function of this name refuses, or passes on to, one of GLib's or OpenMP's: see
 * foreign_threads.h.
 */
bool violation_knows_library_of(const char *name);

extern struct violation rt_violation;
extern bool rt_violated; /* the execution ended in it */

#endif
