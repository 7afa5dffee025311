/*
 * The runtime inside the checked program, for its own files only.
 *
 * Everything here runs in one OS thread. The program's threads are fibers; exactly one of them, or the
 * scheduler, runs at a time, so nothing in the runtime needs a lock. Functions of libc that we model are
 * interposed (interpose.h).
 */
#ifndef ACQREL_RT_H
#define ACQREL_RT_H

#include "engine/explore.h"
#include "protocol/outcome.h"
#include "protocol/step.h"
#include "protocol/verdict.h"
#include "protocol/witness.h"
#include "rt/run/float_state.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define EXPORT         __attribute__((visibility("default")))
#define LIKELY(x)      __builtin_expect(!!(x), 1)
#define UNLIKELY(x)    __builtin_expect(!!(x), 0)
#define UNUSED         __attribute__((unused))
#define RETURN_ADDRESS ((uint64_t)__builtin_return_address(0))

/* --- Fibers: the program's threads (fiber.c) -------------------------------------------------------- */

enum fiber_state {
	FIBER_NONE,     /* not created in this execution */
	FIBER_READY,    /* created, not started */
	FIBER_RUNNABLE, /* running, or parked where it can go on */
	FIBER_JOINING,  /* waits for fiber `waits_for` to end */
	FIBER_LOCKING,  /* found the mutex `stuck_address` taken */
	FIBER_SLEEPING, /* waits on the condition variable `stuck_address` */
	FIBER_ASLEEP,   /* sleeps on the futex `stuck_address` until `woken_by` says who has woken it */
	FIBER_WAITING,  /* waits for another object to change, which no particular thread has to do */
	FIBER_HELD_UP,  /* its operation would only block, and is not made yet: `held_up` */
	FIBER_SPINNING, /* would repeat itself: waits for news */
	FIBER_YIELDING, /* goes on only when no other can */
	FIBER_HALTED,   /* recording: at the end of what is recorded */
	FIBER_ASSUMING, /* ar_assume did not hold */
	FIBER_EXITING,  /* called exit or returned from main: waits until no other can go on */
	FIBER_ENDED,
};

enum touched { TOUCHED_OWN = 1, TOUCHED_OTHER = 2 }; /* by plain accesses: its stack; what is not on it */

struct handler { /* something to be called when a thread or the program ends */
	void (*call)(void *);
	void *argument, *library;
};

#define MAX_THREAD_HANDLERS 65536
#define MAX_KEY_NUMBERS     131072

struct call { /* one frame of the program's call stack */
	uint64_t return_address;
	uintptr_t sp;
};

struct announced_access { /* that a thread is about to make, or has made: announced.c */
	uint64_t address, pc;
	uint64_t before[2]; /* what was in memory */
	uint32_t size;      /* 0: there is none */
	bool writes;
	uint8_t order;
};

struct held_up { /* an operation that is not made yet, and what is known of its event */
	struct operation operation;
	uint32_t location, first;
	const struct event *last; /* spin_last_iteration */
	uint64_t fingerprint;
};

struct line_lock { /* that a thread holds as long as it is at a line: line_lock.c */
	uint64_t address, pc;
	uint64_t accesses[8]; /* that the line has made since it was taken */
	uint32_t access_count;
	uint32_t depth; /* of the functions that the line has called */
	uint16_t line;
	uint8_t state, how;
};

struct fiber {
	/* The same in every execution. */
	uintptr_t tls;                /* its thread pointer */
	char *stack_low, *stack_high; /* without the guard */
	struct call *calls;
	uint32_t max_calls;
	uint16_t thread;
	const uint32_t *children; /* see numbering.c */
	struct handler *handlers; /* __cxa_thread_atexit: destructors of its thread-local objects */
	void **values;            /* of pthread keys */
	uint32_t serial;          /* of the undo log */
	uint32_t locals_held;     /* which state its thread-local variables of libraries are in: */
	uintptr_t touched_low;    /* what lies below on the stack, by CLEARED_BELOW or more, is zero */

	/* What an execution changes: saved and brought back by snapshots. */
	struct {
		void *sp; /* where it is parked */
		/* Of the atomics on its stack none lies below; 0: there are none. See ended_frames.c. */
		uintptr_t lowest_atomic;
		uintptr_t program_sp; /* where the program has called, if that is known of one that waits */
		struct float_state floats; /* when it was parked */
		uint32_t locals;           /* which they are to be in: see library_locals.c; 0: as at first */
		uint32_t done;             /* how many of its events have happened in this execution */
		uint32_t created;          /* how many threads it has created */
		uint32_t effects;          /* counts what it did that a spin loop must not do; */
		uint32_t commuted;         /* counts what it did that others need not be ordered with */
		uint32_t modified;         /* of these, read-modify-writes, which later ones may take back */
		uint64_t held;             /* the locks that it has: see spin_note_lock */
		uint32_t plain;  /* plain accesses since its last event, or since others had their turn */
		uint32_t ran_on; /* > 0: others had their turn when it had done this many events, less one: */
		uint32_t ran_on_iterations; /* so often since, */
		uint64_t ran_on_pc;         /* the last time at this access */
		uint32_t elided; /* iterations of a counting loop that were not recorded as events */
		/* in such iterations: the reads that are repeated, if there is room */
		event_id elided_reads[4];
		uint32_t waited; /* how often it let others go first in that loop */
		uint32_t words;  /* for others to wake it by, or to wait for, that it has begun to use */
		uint32_t depth;  /* of calls, while an execution is run again */
		uint32_t handler_count;
		event_id created_by;
		const struct held_up *held_up; /* HELD_UP */
		uint8_t state;                 /* enum fiber_state */
		uint8_t touched;               /* enum touched: since its last event */
		uint8_t weak_hint;             /* choice.c: about its next or last compare-exchange */
		bool detached, joined;
		bool looked;          /* its last event is a load that matters to undone.c if it goes on */
		bool waits_for_all;   /* EXITING: no further, if others wait forever */
		bool left;            /* it is main's, and has called pthread_exit */
		bool limited;         /* ASLEEP: there is another execution, in which it wakes up by itself */
		bool in_atomic_block; /* see atomic_block.h */
		/* how many functions it is in since it entered one that is such a block; 0: none is */
		uint32_t atomic_depth;
		/* in the midst of what is one step for the others: none of them may add an event */
		bool in_step;
		event_id woken_by;
		uint8_t woken_how; /* enum wait_end */
		bool told_apart;   /* the program can tell it from others that run the same: twins.c */
		bool gives_up;     /* JOINING, for some time only */
		bool ends_process; /* main has returned */
		bool assumed;      /* ASSUMING: the program has said so */
		uint16_t waits_for;
		uint64_t stuck_address, stuck_pc;
		uint64_t stuck_fingerprint; /* SPINNING: the state it came back to; 0: it only counts */
		void *(*start)(void *);
		void *argument, *result;
		void *cleanups;          /* innermost pthread_cleanup_push */
		void *robust;            /* the last locked robust mutex */
		uint32_t once_calls;     /* functions that it runs once, one within the other: see once.c */
		uint16_t lender;         /* whose thread-local variables it uses, plus one; 0: its own */
		uint16_t called_library; /* the last that it has called, plus one: see foreign_calls.c */
		uint64_t runs; /* the function of the program that it runs, if it has started a library's */
		uint64_t creates;   /* the same of the thread that it is about to create */
		uint64_t thrown_at; /* where its last exception was thrown */
		/* others may hold an exception that it has caught: see exception.c */
		bool shares_exceptions;
		char name[16];
		uint64_t now;        /* its virtual clock: nanoseconds since the execution began */
		uint64_t busy;       /* how many of them it did not sleep */
		uint64_t clock_seen; /* what it last read from that, if its future may depend on it */
		uint32_t looked_at, looked_effects,
			looks; /* virtual_time.c: at the clock, while it polls under a lock */
		uint64_t random;
		uint64_t signal_mask; /* policy.c: what the thread has set, to no effect */
		int policy, priority;
		uint8_t cancel_state, cancel_type;
		struct announced_access announced;
		bool on_volatile; /* the access that is being looked at is volatile */
		bool on_hook;     /* it is one that the compiler has not announced: see plain_hook.c */
		/* The last volatile access, and what the fiber had done up to then: see volatile_is_told. */
		uint64_t volatile_address;
		uint32_t volatile_size, volatile_done, volatile_plain;
		bool volatile_write;
		struct line_lock line_lock;
	};
};

extern struct fiber *rt_fibers; /* by thread number */
extern uint32_t rt_fiber_count; /* how many have ever existed */

/* --- Global state ----------------------------------------------------------------------------------- */

struct counters {               /* of an execution; saved as a whole with every snapshot */
	uint32_t serial;        /* of the undo log */
	event_id newest_done;   /* the last added of the events that have happened */
	struct fiber *running;  /* when the snapshot was taken */
	uint32_t living_blocks; /* allocated and not freed */
	uint32_t in_steps;      /* how many fibers are in the midst of one step */
	uint32_t held_up;       /* how many are held up */
	uint32_t happened;      /* how many of schedule_happened */
	uint32_t ended_below;   /* fibers from 1 to below this one have ended, or do not exist */
	uint32_t records_used, vectors_used, places_used; /* see shadow.c and plain.c */
	uint32_t locals_used;                             /* see library_locals.c */
};

/*
 * What the program is run for:
 *
 *                  recorded events   new events        who looks on (observer.h)
 * RUN_NATIVE       there are none    there are none    nothing is checked: everything passes through
 * RUN_EXPLORE      happen again      are added         the debugger, where the error is
 * RUN_SEARCH       happen again      are added, few    minimize.c, for a shorter error
 * RUN_REPLAY       there are none    as in a witness   the debugger, where the error is
 * RUN_STUCK        have happened     none              the debugger, in each thread that waits and will not
 *                                                      go on
 * RUN_AGAIN        happen again      none              differential.c, or what shows the output
 * RUN_RECORD       in one order      none              record.c, for the report
 *
 * From RUN_AGAIN on the execution is not explored from, and what was found before is not looked for again.
 */
enum run_mode {
	RUN_NATIVE,
	RUN_EXPLORE,
	RUN_SEARCH,
	RUN_REPLAY,
	RUN_STUCK,
	RUN_AGAIN,
	RUN_RECORD,
};

struct runtime {
	/* These two come first: see interpose.h. */
	struct fiber *current; /* NULL: the scheduler */
	uint32_t below;        /* > 0: inside a libc call made for the program, or in the runtime itself */
	enum run_mode mode;    /* what the program is run for */
	bool uninstrumented;   /* memory is accessed without telling us: see uninstrumented.h */
	uint32_t unreplayed;   /* recorded events that have not happened again yet */
	event_id first_added;  /* those from this one on were not there when the execution began */
	event_id withdrawn;    /* it is to be run again without this one: see operation.c; or 0 */
	bool finished;         /* the execution came to its end: nothing was left waiting */
	bool estimating;       /* it is only run to estimate how many there are */
	bool pairs_threads;    /* of threads that run the same it makes no difference which does what */
	bool reduces;          /* operations whose order makes no difference are not ordered */
	bool interrupted;      /* it ended in the middle, because we are asked to stop */
	bool cut_short;        /* or because it became too long */
	struct counters counters;
	struct explorer explorer;
	const struct observer *observer;        /* see observer.h */
	const struct line_hooks *lines;         /* see line_lock.h; NULL: no line is run with a lock held */
	void (*finish_access)(struct fiber *f); /* see schedule_settle */
	void (*end_frames)(struct fiber *f, uintptr_t sp); /* frames_end_below, for what it cannot call */
	void (*on_switch)(void);     /* before another fiber runs; NULL: nothing is done */
	uint32_t temporary_files;    /* opened in this execution: see temporary_files.c */
	struct acq_outcome *outcome; /* shared with the reporter */
	struct acq_worker *worker;   /* what this process counts there */
	int outcome_fd;
	int (*main)(int, char **, char **);
	int argc;
	char **argv, **envp;
};

extern struct runtime rt;

static inline bool rt_runs_again(void)
{
	return rt.mode >= RUN_AGAIN;
}

/* In a copy of the process: what it counts and says from now on is its own. */
void rt_be_alone(void);

static inline bool rt_in_program(void)
{
	return rt.current && !rt.below;
}

/* --- The graph, and what has happened of it ------------------------------------------------------------ */

static inline struct graph *rt_graph(void)
{
	return &rt.explorer.graph;
}

/* The running fiber's past: what happens before what it does now. */
static inline const struct event *fiber_last_event(const struct fiber *f)
{
	return f->done ? graph_event(rt_graph(), rt_graph()->threads[f->thread].at[f->done - 1]) : NULL;
}

static inline bool fiber_has_seen(const struct fiber *f, uint16_t thread, uint32_t index)
{
	if (thread == f->thread)
		return true;
	const struct event *last = fiber_last_event(f);
	return last && clock_at(last->hb, thread) > index;
}

static inline bool event_has_happened(const struct event *e)
{
	return e->kind == EV_INIT || (e->thread < rt_fiber_count && rt_fibers[e->thread].done > e->index);
}

/* --- The program's state at a hook (entry.S) -------------------------------------------------------- */

struct hook_frame { /* callee-saved registers as the program left them, then where it goes on */
#if defined(__x86_64__)
	uint64_t registers[6];
#else
	uint64_t registers[19]; /* d8 … d15, x19 … x29 */
#endif
	uint64_t pc;
};

/* --- Threads and start (thread.c, start.c) ---------------------------------------------------------- */

/*
 * The process ends with this status, because of a call of `function` that returns to pc, or, if that is NULL,
 * because main has returned: waits for the other threads as far as they come, or for all to end, runs
 * handlers, and ends the execution.
 */
_Noreturn void exit_process(const char *function, int status, uint64_t pc, bool all);
/* where main has returned, as a return address; if that is not known, its start */
uint64_t main_left(void);
void exit_thread(struct fiber *f);      /* the thread ends: destroys its C++ thread-local objects */
void keys_init(void);                   /* main begins */
void keys_destroy(struct fiber *f);     /* the thread ends: calls the destructors of its pthread keys */
void asm_traps_init(void);              /* watches over functions with atomic instructions of their own */
bool asm_traps_is_entered(uint64_t pc); /* whether the trap at pc was one of theirs, which is gone now */
void random_fill(void *p, size_t n, uint64_t pc); /* the program's memory */
void watchdog_init(void);
void faults_init(void);

/* Before main: whether the program is to be explored. */
bool start_is_explored(void);
int start_outcome_fd(void); /* of the memory shared with the reporter; -1: there is none */

/* memcpy and friends for the runtime, which must not call its own interposed ones. */
void *rt_copy(void *to, const void *from, size_t n);
void *rt_move(void *to, const void *from, size_t n);
void *rt_fill(void *to, int byte, size_t n);
int rt_compare(const void *a, const void *b, size_t n);

#endif
