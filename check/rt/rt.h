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
	FIBER_SPINNING, /* would repeat itself: waits for news */
	FIBER_YIELDING, /* goes on only when no other can */
	FIBER_HALTED,   /* recording: at the end of what is recorded */
	FIBER_ASSUMING, /* ar_assume did not hold */
	FIBER_EXITING,  /* called exit or returned from main: waits until no other can go on */
	FIBER_ENDED,
};

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

struct volatile_access {              /* that a thread is about to make, or has made: volatile.c */
	uint64_t address, before, pc; /* before: what was in memory */
	uint32_t size;                /* 0: there is none */
	bool writes;
	uint8_t order;
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
	uintptr_t touched_low;    /* what lies below on the stack, by CLEARED_BELOW or more, is zero */

	/* What an execution changes: saved and brought back by snapshots. */
	struct {
		void *sp;          /* where it is parked */
		uint32_t done;     /* how many of its events have happened in this execution */
		uint32_t created;  /* how many threads it has created */
		uint32_t effects;  /* counts what it did that a spin loop must not do; */
		uint32_t modified; /* of these, read-modify-writes, which later ones may take back */
		uint64_t held;     /* the locks that it has: see spin_note_lock */
		uint32_t plain;    /* plain accesses since its last event, or since others had their turn */
		uint32_t ran_on; /* > 0: others had their turn when it had done this many events, less one: */
		uint32_t ran_on_turns;  /* so often since, */
		uint64_t ran_on_pc;     /* the last time at this access */
		uint32_t patience;      /* turns of a counting loop that were not recorded as events */
		event_id idle_reads[4]; /* in such turns: the reads that are repeated, if there is room */
		uint32_t waited;        /* how often it let others go first in that loop */
		uint32_t words; /* for others to wake it by, or to wait for, that it has begun to use */
		uint32_t depth; /* of calls, while an execution is run again */
		uint32_t handler_count;
		event_id created_by;
		uint8_t state;     /* enum fiber_state */
		uint8_t weak_hint; /* choice.c: about its next or last compare-exchange */
		bool detached, joined;
		bool looked;          /* its last event is a load that matters to turns.c if it goes on */
		bool waits_for_all;   /* EXITING: no further, if others wait forever */
		bool left;            /* it is main's, and has called pthread_exit */
		bool limited;         /* ASLEEP: there is another execution, in which it wakes up by itself */
		bool in_atomic_block; /* see atomic_block.h */
		uint32_t
			/*
			 * how many functions it is in since it entered one that is such a block; 0: none is
			 */
			atomic_depth;
		/* in the midst of what is one step for the others: none of them may add an event */
		bool in_step;
		event_id woken_by;
		uint8_t woken_how; /* enum wait_end */
		bool gives_up;     /* JOINING, for some time only */
		bool ends_process; /* main has returned */
		bool assumed;      /* ASSUMING: the program has said so */
		uint16_t waits_for;
		uint64_t stuck_address, stuck_pc;
		uint64_t stuck_fingerprint; /* SPINNING: the state it came back to; 0: it only counts */
		void *(*start)(void *);
		void *argument, *result;
		void *cleanups;      /* innermost pthread_cleanup_push */
		void *robust;        /* the last locked robust mutex */
		uint32_t once_calls; /* functions that it runs once, one within the other: see once.c */
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
		struct volatile_access accessed;
		bool on_volatile; /* the access that is being looked at is volatile */
		struct line_lock line_lock;
	};
};

extern struct fiber *rt_fibers; /* by thread number */
extern uint32_t rt_fiber_count; /* how many have ever existed */

/* The fiber with this number, made when first asked for. */
struct fiber *fiber_get(uint32_t thread);

/* How many there can be, and how large their stacks. */
uint32_t fiber_most(void);
size_t fiber_largest_stack(void);

/* For the program's next use of the fiber; sizes below the usual one are not smaller here. */
void fiber_set_stack_size(struct fiber *f, size_t size);

/* Readies a fiber to run start(argument) on its own, cleared stack. */
void fiber_prepare(struct fiber *f, void *(*start)(void *), void *argument);

/* Must come before anything of a fiber that does not run is changed, also its stack. */
void fiber_save(struct fiber *f);

/* undo_to, with what lies below the stack pointers cleared. */
void fiber_undo_to(uint32_t snapshot);

/* Leaves the running fiber (or the scheduler) for another. NULL is the scheduler. */
void fiber_switch(struct fiber *to);

/*
 * The thread number of the k-th thread that f creates (numbering.c). A thread is known by its creator and by
 * how many that has created before, so that it has the same number, and its memory the same addresses, in
 * every execution.
 */
uint32_t numbering_of_child(const struct fiber *f, uint32_t k);
const uint32_t *numbering_children(uint32_t thread); /* 0 where no number has been given yet */
uint32_t numbering_init(uint32_t max_threads);       /* how many threads there can be */

bool fiber_is_stack(uintptr_t address);
struct fiber *fiber_of_stack(uintptr_t address); /* NULL if it is no fiber's; guards included */
void fiber_init(void (*body)(struct fiber *));   /* what fibers run */

/* --- Global state ----------------------------------------------------------------------------------- */

struct counters {               /* of an execution; saved as a whole with every snapshot */
	uint32_t serial;        /* of the undo log */
	event_id newest_done;   /* the last added of the events that have happened */
	struct fiber *running;  /* when the snapshot was taken */
	uint32_t living_blocks; /* allocated and not freed */
	uint32_t in_steps;      /* how many fibers are in the midst of one step */
	uint32_t happened;      /* how many of schedule_happened */
	uint32_t ended_below;   /* fibers from 1 to below this one have ended, or do not exist */
	uint32_t records_used, vectors_used, places_used; /* see shadow.c and plain.c */
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
	bool finished;         /* the execution came to its end: nothing was left waiting */
	bool estimating;       /* it is only run to estimate how many there are */
	bool interrupted;      /* it ended in the middle, because we are asked to stop */
	struct counters counters;
	struct explorer explorer;
	const struct observer *observer;        /* see observer.h */
	const struct line_hooks *lines;         /* see line_lock.h; NULL: no line is run with a lock held */
	void (*finish_access)(struct fiber *f); /* see schedule_settle */
	void (*on_switch)(void);                /* before another fiber runs; NULL: nothing is done */
	uint32_t temporary_files;               /* opened in this execution: see temporary_files.c */
	struct acq_outcome *outcome;            /* shared with the reporter */
	struct acq_worker *worker;              /* what this process counts there */
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

/* --- Scheduling (scheduler.c) ------------------------------------------------------------------------ */

/*
 * Called when the running fiber is about to do its next operation. Returns the event recorded for it,
 * once what it reads from has happened again, or 0 if there is none and a new one is to be added: then
 * everything recorded has happened again. pc: where the call that it is returns to; 0: none of the program's.
 */
event_id schedule_next_event(struct fiber *f, uint64_t pc);

/*
 * Before whatever else the fiber does: an atomic access that was announced before it was made has its event.
 */
static inline void schedule_settle(struct fiber *f)
{
	if (UNLIKELY(f->accessed.size))
		rt.finish_access(f);
}

/* The event that is recorded for an operation must be the same operation. */
void schedule_check_replayed(bool same, uint64_t pc);

/* The events of the execution in the order in which they happened; of the last that was not run again. */
event_id *schedule_happened(uint32_t *count);

/* They are these, as many as that: an order in which they could have happened. */
void schedule_set_happened(uint32_t count);

/* Of the execution that is under way. */
const event_id *schedule_happening(uint32_t *count);

/* The running fiber's next event has happened. */
void schedule_done(struct fiber *f);

/* The running fiber is about to wait until another does something: an error in an atomic block. */
void schedule_check_wait(const struct fiber *f, uint64_t pc);

/* Parks the running fiber until it can go on again, if ever, and runs others. */
void schedule_others(struct fiber *f);

/* Whether there is anybody that it makes sense to let go on first; whether one is waiting for that. */
bool schedule_may_yield(const struct fiber *f);
/* Whether others can go on, or have let others go first before the fiber would, and have done less. */
bool schedule_is_ahead(const struct fiber *f);
bool schedule_somebody_waits(const struct fiber *f);

/*
 * Whether another waits for something that has happened already, so that the execution is no error as it is.
 */
bool schedule_is_blocked(const struct fiber *f);

/*
 * To be called before a new event is added. Parks the fiber for the rest of the execution, in state
 * FIBER_HALTED, when the execution is only being run again for the record; ends the exploration when the
 * reporter asked for that.
 */
void schedule_may_add(struct fiber *f);

/*
 * So many plain accesses without an event may be a loop that waits for a plain variable. Others get a turn:
 * what it waits for is a race then. Fewer while an execution is run again, where nothing depends on the
 * order.
 */
#define RUNS_ON       2000000
#define RUNS_ON_AGAIN 100
void schedule_run_on(struct fiber *f, uint64_t pc);
/* The same of a call that pauses: a loop of nothing else makes no events either. */
void schedule_pause(uint64_t pc);

/* A thread has ended. */
void schedule_note_end(void);

/*
 * Whether the running fiber's last event and those that follow it, until the opposite is said, are one step
 * for others.
 */
void schedule_set_in_step(struct fiber *f, bool in_step);

/* Ends the execution; does not return to the program. */
_Noreturn void schedule_finish(void);

/* Before the first execution; before each. */
void schedule_init(void);
void schedule_begin(void);

/* Others run until what the event reads from has happened. */
void schedule_until_source_happened(event_id id);

/* All threads that have not ended wait, and for nothing that is still to come: what is that called? */
uint32_t schedule_stuck_verdict(void);

/* The reporter has asked to end the exploration. */
bool schedule_asked_to_stop(void);

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

/*
 * A fingerprint of all that decides what the fiber does next, apart from memory outside its stack. operands:
 * what the hook was given, which need not be there any more.
 */
uint64_t spin_fingerprint(const struct fiber *f, const struct hook_frame *frame, uint64_t operands);

/* Whether an event is one that a thread can repeat for ever without getting anywhere. */
bool spin_changed_nothing(const struct event *e);

/* The running fiber holds the lock at this address so many times more, or less. */
void spin_note_lock(uint64_t address, int64_t times);

/* What a fiber did with locks since it was in the same state as now, at this read. */
enum lock_turn {
	LOCKS_NONE,
	LOCKS_WITHIN, /* it unlocked what it had locked since */
	LOCKS_ACROSS, /* and what it had before, and locked it again */
};
enum lock_turn spin_locks_since(const struct fiber *f, const struct event *begin);

/* The last time the fiber made the read at this place, if it has changed nothing since; else NULL. */
const struct event *spin_last_turn(const struct fiber *f, uint64_t pc);

/* The event of an earlier turn at which the fiber was in the state that it is in now; NULL: there is none. */
const struct event *spin_repeats(const struct fiber *f, const struct event *last, uint64_t fingerprint);

/* Notes in a new read what the two above want to know at the next. */
void spin_note(struct event *e, const struct event *last, uint64_t fingerprint);

/* Whether there is something newer than what an event of the thread that spins has read or locked. */
bool spin_has_news(event_id id);

/* Whether a spinning fiber has seen the newest value of all it keeps reading. */
bool spin_saw_newest(const struct fiber *f);

/* --- Plain memory (plain.c, shadow.c) --------------------------------------------------------------- */

/* The program is about to access memory; does not return if that is an error. */
void plain_access(uint64_t address, size_t size, bool write, uint64_t pc);

/* The same with the program's registers. */
struct hook_frame;
void plain_access_from(uint64_t address, size_t size, bool write, const struct hook_frame *frame);

/* Reports an access to the first page. */
void null_page_check(uint64_t address, size_t size, bool write, uint64_t pc);

/* The same for a local variable of another thread: an error if it is gone (stack_lifetime.c). */
void stack_check(uint64_t address, size_t size, bool write, uint64_t pc);

/* How many bytes from an address on, at most n, have all been written, or else have all not. */
size_t plain_run(uint64_t address, size_t n, bool *written);

/* Memory that is about to change outside the program's own plain writes: its old contents come back. */
void memory_save(uint64_t address, size_t size);

/* The location that an atomic access is to, a new one if it is the first. */
uint32_t location_of(uint64_t address, uint8_t size, bool write, uint64_t pc);

/* An atomic write to the location has just happened. */
void location_written_atomically(uint32_t location);

/* Checks an atomic access that has just happened against plain ones. */
void plain_check_atomic(uint32_t location, const struct event *e);

/* The graph has come from another worker: what its locations are in this one's shadow memory. */
void location_adopt_all(void);

/* The location of the next event of a thread that is being run again. */
void location_replay(uint32_t location, uint64_t pc);

/* Brings memory up to date with what atomic accesses wrote. */
void location_materialize_all(void);

/* free() is about to end the block's life: it counts as a write to all of it. */
void plain_free_block(uint64_t address, size_t size, uint64_t pc);

void location_init(void);
void shadow_init(void);

struct violation;

/* --- Heap (heap.c) ---------------------------------------------------------------------------------- */

struct block {
	uint64_t address;
	size_t size;
	uint16_t thread, free_thread;
	bool freed;
	bool reached,
		held; /* leaks.c: a pointer of the program leads to it; one in another lost block does */
	uint32_t alloc_epoch, free_epoch; /* its thread's events before it */
	uint64_t alloc_pc;
	uint32_t snapshot; /* the last one before it was allocated */
	bool cleared;      /* it came with zeros, or counts as written for another reason */
	bool opaque;       /* the C++ library has allocated it for itself */
	uint8_t origin;    /* enum origin: what it has to be given back to */
	bool wrapped;      /* new has got it through a malloc() of the program's own */
	uint32_t serial;   /* of the undo log */
};

bool heap_is(uint64_t address);

/* The block that the address lies in or just behind; NULL if there is none near. */
struct block *heap_block(uint64_t address);

/* Checks that an access to heap memory lies in a living block. */
void heap_check(uint64_t address, size_t size, bool write, uint64_t pc);

/* Checks that the block's allocation happens before an access to it that raced with nothing else. */
void heap_check_birth(uint64_t address, size_t size, uint8_t kind, const struct event *atomic, uint64_t pc);

/* free() of the program's. */
void heap_free(uint64_t address, uint64_t pc);

enum origin { FROM_MALLOC, FROM_NEW, FROM_NEW_ARRAY };

/*
 * The same for blocks of that origin and, unless it is UNKNOWN_SIZE, that size: others are errors
 * (new.c).
 */
#define UNKNOWN_SIZE SIZE_MAX
void heap_give_back(uint64_t address, enum origin origin, size_t size, uint64_t pc);

/*
 * The same for a pointer that is not to the program's heap: an error if it is not from libc either
 * (foreign_free.c).
 */
void foreign_free(uint64_t address, uint64_t pc);

/*
 * An execution has been taken back to its beginning: clears what its blocks held. For programs with
 * rt.uninstrumented.
 */
void heap_clear(void);

void heap_each_living(void (*f)(struct block *));

/* Whether there are blocks that no thread can reach any more, and which. */
bool leak_found(struct violation *v);

/* Whether the report of a leak shows where the block at this address was allocated. */
bool leak_is_shown(uint64_t address);

void heap_set_origin(uint64_t address, enum origin origin, bool wrapped);

/* For C code of the runtime that allocates on behalf of the program. NULL: out of arena. */
void *heap_allocate(size_t size, size_t align, uint64_t pc);

/* The block just allocated counts as written. */
void heap_cleared(const void *p);

/* For programs that define malloc() themselves (malloc.c): theirs, or NULL. */
extern struct own_heap {
	void *(*allocate)(size_t);
	void (*release)(void *);
} malloc_own;

/*
 * Calls it for the program's call that returns to pc. As its entry is noted: where it returns to for a
 * reader.
 */
void *malloc_call_own(size_t size, uint64_t pc);
uint64_t malloc_called_from(uint64_t pc);

/*
 * As a function of libc, which returns to pc, allocates what the program is to free; about: enum acq_choice.
 */
void *malloc_for_library(uint8_t about, size_t size, uint64_t pc);
void malloc_init(void);
void malloc_check_entry(uint64_t pc);

/* --- Errors and the record of the reported execution (violation.c, record.c) ------------------------ */

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
	uint64_t block; /* the heap block that it is about, if the address lies outside; else 0 */
	/* The other access of a race, or what happened to the block before. */
	bool has_previous, previous_write, previous_atomic, ordered, previous_is_free, access_is_free,
		previous_is_malloc;
	uint16_t previous_thread;
	uint32_t previous_epoch; /* events its thread had done before it; atomic: its index */
	const char *asserted_file,
		*asserted_function; /* what assert() says of its place; NULL: no assert() */
	uint32_t asserted_line;
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

/* Something was cut: said in the report. */
void outcome_add_bound(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* Something was not looked at, for a reason that holds for all executions: said in the report, and no cut. */
void outcome_note(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* Writes to the outcome what an execution without error has printed, unless an error is reported. */
void outcome_show_output(const char *output, size_t size);
_Noreturn void outcome_finish(uint32_t verdict, bool exhaustive);

void record_event(const struct fiber *f, event_id e);
void record_plain(const struct fiber *f, uint64_t address, size_t size, bool write, uint64_t pc);
void record_heap(const struct fiber *f, bool is_free, uint64_t address, size_t size, uint64_t pc);
void record_output(const char *text, size_t size);
/* Writes to the outcome, and forgets, what an execution without error has printed. */
void record_show_output(void);
/* Forgets the record if the error is not in it, or in any case. False: it stays. */
bool record_begin_again(bool always);
void record_stuck(void); /* the execution ended with threads that wait forever */
void record_violation(const struct fiber *f, const struct violation *v);

/*
 * ACQ_UNINITIALIZED: where the program goes on, and where it would with other contents for what was never
 * written.
 */
_Noreturn void record_decision(const struct fiber *f, uint64_t pc);
void record_other_way(const struct fiber *f, uint64_t pc, uint64_t value, uint32_t width);

uint32_t record_step_of(event_id event); /* ACQ_NO_STEP: not recorded */

struct record {
	const struct acq_step *steps;
	uint32_t step_count;
	const uint64_t *pcs;
	uint32_t pc_count;
	const char *output;
	size_t output_size;
	const struct acq_block *blocks;
	uint32_t block_count;
};
void record_hand_over(struct record *r);

/* --- Threads and start (thread.c, start.c) ---------------------------------------------------------- */

/* Calls back with each stretch of memory where pointers of the program can be: globals, TLS, stacks. */
void rt_for_each_root(void (*f)(uint64_t start, uint64_t end));

/*
 * The same for global variables only, without those of modules, known by their file names, that are left out.
 */
void root_each_variable(void (*f)(uint64_t start, uint64_t end), bool (*left_out)(const char *name));

bool root_is_global(uint64_t address);
bool root_is_tls(const struct fiber *f, uint64_t address);

/*
 * The process ends with this status, because of a call of `function` that returns to pc, or, if that is NULL,
 * because main has returned: waits for the other threads as far as they come, or for all to end, runs
 * handlers, and ends the execution.
 */
_Noreturn void exit_process(const char *function, int status, uint64_t pc, bool all);
/* where main has returned, as a return address; if that is not known, its start */
uint64_t main_left(void);
void exit_thread(struct fiber *f);     /* the thread ends: destroys its C++ thread-local objects */
void keys_init(void);                  /* main begins */
void keys_destroy(struct fiber *f);    /* the thread ends: calls the destructors of its pthread keys */
void assembly_init(void);              /* watches over functions with atomic instructions of their own */
bool assembly_is_entered(uint64_t pc); /* whether the trap at pc was one of theirs, which is gone now */
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
