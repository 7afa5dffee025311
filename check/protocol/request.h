/* What the reporter asks for: written before the checked program is started. */
#ifndef ACQREL_PROTOCOL_REQUEST_H
#define ACQREL_PROTOCOL_REQUEST_H

#include "protocol/override.h"

#include <stdint.h>

/* What may fail though nothing is wrong. */
enum acq_failures {
	ACQ_FAIL_SPURIOUSLY = 1,  /* a weak compare-exchange, at any time */
	ACQ_FAIL_ALLOCATIONS = 2, /* malloc and its family: ENOMEM */
	ACQ_FAIL_THREADS = 4,     /* pthread_create: EAGAIN */
	ACQ_FAIL_WAKEUPS = 8,     /* a wait on a condition variable ends without a signal */
};

/* What the model leaves open. */
enum acq_model {
	ACQ_C11_SEQUENCES = 1,    /* release sequences as in C11 and RC11, not as in C++20 */
	ACQ_VOLATILE_RELAXED = 2, /* volatile accesses are relaxed atomic ones */
	/* calls of libraries that specify them are explored, not taken as the steps that they are to be */
	ACQ_EXPLORE_LIBRARIES = 4,
};

struct acq_array { /* an array behind the header: byte offset from the start of the memory, and count */
	uint64_t off, count;
};

/* A function of the program with atomic instructions that the compiler has not instrumented. */
struct acq_suspect {
	uint64_t address; /* as in the file */
	char name[56];    /* cut where it is longer */
};

/* Bytes that atomic operations of different sizes access. */
struct acq_unit {
	uint64_t address, size;
};

#define ACQ_MOST_NONDET 256

/* A function that is one step for other threads: where its code is in the file. */
struct acq_atomic_function {
	uint64_t start, end;
};

#define ACQ_MAX_ATOMIC_FUNCTIONS 64

struct acq_request {
	uint64_t max_executions; /* 0: no limit */
	uint64_t max_steps;      /* of an execution, which is cut then; 0: the default */
	uint64_t stuck_ms;       /* an execution that makes no step for so long is reported; 0: the default */
	uint8_t no_leaks;        /* do not report leaks */
	uint8_t failures;        /* bits of enum acq_failures */
	uint16_t workers;        /* processes that explore at the same time; 0: one */
	int64_t nondet_low; /* the first of so many values that __VERIFIER_nondet_int() and the like return */
	uint32_t nondet_count;      /* 0: they are unsupported */
	uint8_t debugger;           /* stop for it where the error is */
	uint8_t no_minimize;        /* report the first error that is found */
	uint8_t ignore_exit_status; /* however the program ends is no error */
	uint8_t show_output;        /* append what an execution prints, also if there is no error */
	uint8_t main_exits;         /* main's return does not wait for other threads */
	uint8_t model;              /* bits of enum acq_model */
	uint8_t no_reductions;      /* every order of events that differ in nothing else is an execution */
	uint8_t no_symmetry;        /* likewise of threads that run the same, which differ in who does what */
	uint8_t pad2[4];
	struct acq_array witness; /* count > 0: nothing is explored, only this execution is run */
	uint32_t atomic_function_count;
	struct acq_atomic_function atomic_functions[ACQ_MAX_ATOMIC_FUNCTIONS];
	struct acq_array suspects;  /* struct acq_suspect */
	struct acq_array overrides; /* struct acq_override */
	struct acq_array units;     /* struct acq_unit, by address, none overlaps another */
};

#endif
