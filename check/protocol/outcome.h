/*
 * The outcome of an exploration: the shared memory between the process that runs the checked
 * program and the process that reports.
 *
 * The reporting process creates it (a memfd), fills in `request`, and passes the descriptor's number
 * in the environment variable ACQREL_OUTCOME_FD. The checked process maps it, keeps the counters of
 * `workers` up to date while it explores, and when it ends fills in the rest, appends the arrays
 * behind the header (growing the file), and sets `state` to ACQ_STATE_DONE last. If it dies before
 * that, the reporter still has the counters and says what it knows.
 *
 * Addresses are the checked process's own; `maps_off` is the text of its /proc/self/maps, which is
 * all a symbolizer needs after the process is gone.
 */
#ifndef ACQREL_PROTOCOL_OUTCOME_H
#define ACQREL_PROTOCOL_OUTCOME_H

#include "protocol/request.h"

#include <stdint.h>

#define ACQ_OUTCOME_FD_ENV "ACQREL_OUTCOME_FD"
#define ACQ_OUTCOME_MAGIC  0x61637172656c3130u /* "acqrel10" */

enum acq_state { ACQ_STATE_STARTING, ACQ_STATE_RUNNING, ACQ_STATE_DONE };

/* One place in the program that the error is about, the most important first. */
enum acq_site_role {
	ACQ_SITE_ACCESS, /* the access at which the error was seen */
	/* uninitialized: where the program goes on, then where it would with other contents */
	ACQ_SITE_DECISION,
	ACQ_SITE_PREVIOUS, /* data-race, use-after-free: the other, unordered or earlier, access */
	ACQ_SITE_ALLOC,    /* where the heap block was allocated */
	ACQ_SITE_FREE,     /* where it was freed */
	ACQ_SITE_STUCK,    /* a thread that can go no further */
};

struct acq_site {
	uint8_t role;  /* enum acq_site_role */
	uint8_t kind;  /* enum acq_step_kind: what is done there */
	uint8_t order; /* ACQ_NO_ORDER for plain accesses */
	uint8_t pad;
	uint16_t thread;
	uint16_t stack_len;
	uint32_t stack_off;
	uint32_t step;      /* its step in the execution, or ACQ_NO_STEP */
	uint64_t addr, len; /* ACQ_SITE_DECISION: the contents, and how many bytes; 0: all bytes differ */
};

#define ACQ_MAX_SITES 16 /* more stuck threads than this are still in the steps */

/* Where the address an error is about lies. */
enum acq_region {
	ACQ_REGION_NONE,
	ACQ_REGION_GLOBAL,
	ACQ_REGION_HEAP,
	ACQ_REGION_STACK,
	ACQ_REGION_TLS,
	ACQ_REGION_UNKNOWN
};

struct acq_block { /* of the heap, that a value of some step points to */
	uint64_t address, size;
};

/*
 * Where a module of the program lies. They come in the order in which the dynamic linker has them, the same
 * in each run.
 */
struct acq_module {
	uint64_t start, end;
};

#define ACQ_MOST_MODULES 64

/* What one worker has done: in cache lines of its own, because it counts at every step. */
struct acq_worker {
	_Alignas(128) uint64_t complete; /* executions that ran to their end */
	uint64_t blocked; /* executions in which some thread was blocked (assume, stale spin, stale lock) */
	uint64_t events;  /* of all these executions together */
	uint64_t steps;   /* counts up whenever the worker does anything: a heartbeat */
	double left;   /* an estimate of the complete executions that it still has before it; < 0: none yet */
	uint32_t post; /* see rt/workers/mailbox.c */
	uint32_t pid;  /* of its process; 0: it has not begun */
};

#define ACQ_MAX_WORKERS 1000

struct acq_progress {
	uint64_t complete, blocked, events, steps; /* the workers' sums, kept by the reporter */
	uint32_t stop;  /* set by the reporter (time limit, interrupt): stop cleanly as soon as possible */
	uint32_t look;  /* counted up by the reporter: it would like a better estimate */
	uint32_t state; /* enum acq_state */
	uint32_t late;  /* set by the reporter with `stop`: what makes an error easier to read is left out */
	/* the process that looks for a shorter execution, as long as there is one: rt/error/minimize.c */
	uint32_t copy;
	uint32_t pad;
};

struct acq_outcome {
	uint64_t magic;
	struct acq_request request;
	struct acq_progress progress;
	/* 1: set by the program before it starts itself again: rt/abi/constructors.c */
	uint32_t constructors;
	/* some events were taken to commute; and it turned out that nothing follows from that */
	uint16_t reduced, irreducible;
	/* threads that run the same were told apart: likewise */
	uint16_t asymmetric;
	/* 1: the order in which several threads did what commutes was left out */
	uint16_t commuted;
	/* which of so many threads that run the same did what was left out; 0: there are none */
	uint16_t twins;
	/* a unit that was not asked for: nothing follows from what was explored. 0: none, 2: it is there */
	uint32_t found_unit;
	struct acq_unit unit;

	/* Valid once state is ACQ_STATE_DONE. */
	uint32_t verdict;     /* enum acq_verdict */
	uint32_t exhaustive;  /* 1: every execution was explored and none was cut short */
	uint32_t signal;      /* ACQ_CRASH: the signal's number */
	uint32_t exit_status; /* ACQ_EXIT_FAILURE: as the parent process sees it, from 1 to 255 */
	uint32_t n_sites;
	uint32_t region;          /* enum acq_region of `addr` */
	uint16_t region_thread;   /* STACK, TLS: whose; else ACQ_NO_THREAD */
	uint32_t strayed;         /* 1: the program does not do what the witness says; `message` says where */
	uint32_t overridden;      /* 1: some operation was met to which an override applies */
	uint32_t override_failed; /* 1: what overrides ask for could not be done everywhere */
	/* 1: the two accesses are ordered by happens-before (a use after a free that came first) */
	uint16_t ordered;
	/* 1: so they are with C11's release sequences, but not with C++20's, which are asked for */
	uint16_t c11_orders;
	uint64_t addr, len;               /* what the error is about, if an address */
	uint64_t block_addr, block_len;   /* the heap block it lies in or next to */
	uint64_t object_addr, object_len; /* the variable it lies next to */
	/* the program's or runtime's own words: the failed assertion, the unmodelled function */
	char message[512];
	uint32_t asserted_line; /* where the failed assert() is, as it says itself; 0: no assert() failed */
	char asserted_function[64], asserted_file[256];
	uint32_t column; /* of the access in its line, as the compiler has told the runtime; 0: it has not */
	/* where the first execution was that was cut because of its length: a return address; or 0 */
	uint64_t cut_at;
	char bounds[8][160];          /* what was cut, in sentences; empty strings after the last */
	char notes[8][240];           /* what is not looked at in this program, likewise */
	char specified[128][48];      /* what of libraries was taken as it is specified, likewise */
	char only_specified[128][48]; /* the same, of libraries that --library cannot look into */
	uint32_t more_specified;      /* 1: and more than that */
	/* from the start on; what comes after the last is zero */
	struct acq_module modules[ACQ_MOST_MODULES];
	struct acq_site sites[ACQ_MAX_SITES];
	struct acq_array threads; /* struct acq_thread */
	struct acq_array steps;   /* struct acq_step, in an order in which they can have happened */
	struct acq_array pcs;     /* uint64_t: return addresses; subtract 1 before looking up a line */
	/* char: what the reported execution printed; without an error: one of them */
	struct acq_array output;
	/* struct acq_block: a value that points to none of them is no pointer to the heap */
	struct acq_array blocks;
	struct acq_array maps;    /* char: /proc/self/maps */
	struct acq_array witness; /* struct acq_witness_event */

	struct acq_workers {                   /* the workers' own business: see rt/workers/workers.c */
		_Alignas(128) uint32_t hungry; /* how many wait for something to explore */
		uint32_t busy;      /* how many have something, or will have as soon as they look */
		uint32_t over;      /* no worker has anything left */
		uint32_t reporting; /* one has found an error and reports it */
		uint32_t cut;       /* one stopped before its part was explored */
		uint32_t at_limit;  /* because max_executions were complete */
		uint32_t failed;    /* one ended without having done its part: its wait status, or 1 */
		/* one writes to `bounds`, or appends what an execution without error has printed, */
		uint32_t saying;
		uint32_t shown;                  /* which one of them does */
		uint32_t counted, polled;        /* see semaphore.c */
		_Alignas(128) uint64_t complete; /* counted here only if there is a limit on it */
	} team;
	struct acq_worker workers[ACQ_MAX_WORKERS];
};

#endif
