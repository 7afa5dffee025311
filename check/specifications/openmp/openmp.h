/*
 * The specification of OpenMP's runtime library: what the entry points that compilers call promise, made of
 * the steps of <acqrel/model.h>, in place of libgomp and libomp, whose code is not seen.
 *
 * - A team is its encountering thread and threads of a pool, which is kept: so threadprivate variables are.
 * - What threads of a team share to find their way (who is the first in a construct, which chunk comes next,
 *   who has arrived at a barrier) are words outside of the program's memory (steps.h). A word orders memory
 *   only where OpenMP says so: a chunk that is handed out orders nothing, a barrier everything.
 * - A task that may be deferred is a thread of its own, whose beginning comes after its creation, and whose
 *   end comes before what waits for it, and nothing else. Whichever thread of the team executes a task, and
 *   when, what it does is in one of these executions: being executed by the same thread could only order
 *   more. What a task may know of the thread that executes it is in tasks.c.
 *
 * All other state belongs to one task or thread, and is memory of its own.
 */
#ifndef ACQREL_OPENMP_H
#define ACQREL_OPENMP_H

#include <acqrel/model.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* --- Settings, each task's own ("internal control variables") ----------------------------------------- */

enum schedule { SCHEDULE_STATIC = 1, SCHEDULE_DYNAMIC, SCHEDULE_GUIDED, SCHEDULE_AUTO }; /* as in omp.h */

struct settings {
	unsigned threads;       /* of a team that does not say how many; 0: as the level has it */
	unsigned active_levels; /* how many parallel regions within each other may have several threads */
	enum schedule schedule; /* of schedule(runtime) */
	uint64_t chunk;         /* 0: not said */
	bool dynamic;
};

/* What the environment says, read before main. */
extern struct settings settings_at_first;
extern bool settings_cancellation;
extern bool settings_threads_said; /* how many a team has */

/* How many threads a team at this level has that does not say how many. */
unsigned settings_threads(const struct settings *s, unsigned level);

/* --- Loops, and sections, shared by a team ------------------------------------------------------------ */

struct loop {
	enum schedule schedule;
	bool ordered;
	uint64_t iterations, chunk;
	uint64_t construct;      /* its number in the team */
	uint64_t taken;          /* how many chunks the thread has had of it */
	uint64_t current;        /* the number of its current chunk, plus one; 0: none */
	bool has_turn;           /* its chunk's ordered regions may run */
	uint32_t ordered_before; /* how many have run up to now, if it has the turn */
	/* How iterations are counted: the first is `start`, and the next is `step` further. */
	uint64_t start, step;
};

struct doacross { /* of ordered(n): how many iterations there are in each dimension */
	uint64_t construct;
	unsigned dimensions; /* 0: there is none */
	uint64_t *counts;
	struct dimension { /* in the program's terms, where that is not from 0 by 1 */
		int64_t lower, upper, step;
	} * program;
};

/* --- Tasks and teams ---------------------------------------------------------------------------------- */

enum how { DEPENDS_IN = 1, DEPENDS_OUT, DEPENDS_INOUT, DEPENDS_MUTEX_SET, DEPENDS_INOUT_SET };

struct dependence {
	void *address;
	enum how how;
};

struct team;

struct task { /* zero-filled at first */
	struct task *parent;
	struct team *team;
	unsigned thread; /* number in the team */
	bool explicit_, final;
	struct settings settings;

	/* Of implicit tasks. */
	uint64_t barriers, constructs; /* how many it has encountered */
	struct loop loop;              /* the one that it is in */
	struct doacross doacross;

	/* Tasks that it has created, the newest first, and those whose parents have ended before them. */
	struct task *children, *orphans;
	unsigned groups; /* taskgroups that it is in */

	/* Its seat: see seats.c. */
	uint64_t number, line;      /* line: itself and its ancestors, a list of numbers */
	uint64_t locals;            /* of implicit tasks: the thread's thread-local variables */
	uint64_t found;             /* what the seat was before a deferred task took it */
	bool seated, gave;          /* gave: it has given the seat up, and will take it back */
	struct task *inner, *below; /* what it executes there; what the thread has turned away from */

	/* Of explicit tasks. */
	bool deferred, untied; /* deferred: a thread of its own here */
	struct task *next;
	unsigned group;                 /* how many of the parent's taskgroups it is in */
	void *done;                     /* word: 1, if it is */
	void (*run)(struct task *task); /* does the work */
	void (*function)(void *);       /* libgomp's: what with, */
	void *data;                     /* for all libraries */
	struct dependence *dependences;
	size_t dependence_count;
	struct task **awaited; /* that it depends on */
	size_t awaited_count;
};

struct team {
	uint64_t number; /* of words */
	unsigned size;
	unsigned level, active_level; /* parallel regions around, with this; those of several threads */
	struct task *encountering;
	void (*function)(void *);
	void *data;
	struct task *members; /* implicit tasks */
};

/* All that a thread has for itself, so that it is known whether the program has such variables, too. */
struct locals {
	struct task *current;
	struct worker *pool, *pool_end;
	struct held *held;        /* nested locks */
	unsigned threads_of_next; /* what num_threads has asked for with clang */
	/* Outside of all parallel regions a thread is a team of its own. */
	struct team initial_team;
	struct task initial_task;
};

extern __thread struct locals locals;

/* The one that the thread executes. A thread that is in no parallel region is a team of its own. */
struct task *task_current(void);
void task_set_current(struct task *task);

/* The number in the team of the thread that executes it. */
unsigned task_thread(struct task *task);

/* --- Parallel regions (teams.c) ----------------------------------------------------------------------- */

/*
 * Begins a region, in which the calling thread is number 0 and executes what comes next, and others call
 * function(data). threads: how many are asked for; 0: not said. loop: that all are in from the beginning.
 */
void team_begin(void (*function)(void *), void *data, unsigned threads, const struct loop *loop);

/* Its end: waits for all of it. */
void team_end(void);

/* Arrives at a barrier of the team, and waits for all others, and for all tasks. */
void team_barrier(const char *function);

/* The thread ends: so does its pool. */
void team_dismiss(void);

/* A new number for a construct that the calling thread encounters. */
uint64_t team_construct(void);

/* Whether the caller is the first of its team at the construct that it encounters. */
bool team_is_first(void);

/* --- Loops (loops.c) ---------------------------------------------------------------------------------- */

/* The calling thread begins one. The schedule of schedule(runtime) is loop_runtime_schedule(). */
void loop_begin(const struct loop *loop);
void loop_set_runtime_schedule(struct loop *loop);

/* The next chunk: iterations from *from to before *to, the first of which is 0. False: there is none. */
bool loop_next(uint64_t *from, uint64_t *to);

/* The ordered region of the chunk. */
void loop_ordered_begin(void);
void loop_ordered_end(void);

/*
 * ordered(n): begins such a loop, with room for that many dimensions. An iteration, by its number in each
 * dimension, is done as far as others wait for; the end.
 */
struct doacross *loop_begin_doacross(unsigned dimensions);
void loop_post(const uint64_t *iteration);
void loop_wait(const uint64_t *iteration);
void loop_end_doacross(void);

/* --- Tasks (tasks.c) ---------------------------------------------------------------------------------- */

/* A child of the current task, with that many bytes behind it. */
struct task *task_new(size_t more, size_t align, void **memory);

/* It depends on tasks that the current one has created: to be called once, before it starts. */
void task_depends(struct task *task, const struct dependence *dependences, size_t count);

/* It is not to be executed. */
void task_discard(struct task *task);

/* Executes it: later, or elsewhere, or if that is not allowed, at once. */
void task_start(struct task *task, bool deferred);

/* The same in two steps, for what the program does itself in between. */
void task_begin_at_once(struct task *task);
void task_end_at_once(struct task *task);

/* Where the thread may turn to another task. */
void task_yield(void);
void task_wait(void);
void task_wait_for(const struct dependence *dependences, size_t count);
void task_begin_group(void);
void task_end_group(void);

/* All that it has created, and what these have. */
void task_wait_for_all(struct task *task);

/* --- Seats (seats.c) ---------------------------------------------------------------------------------- */

/* Before main: whether the program has thread-local variables. */
void seats_look_for_locals(void);

/* A member of a team begins its own task, which a thread of the team has called, and ends it. */
void seat_begin(struct task *implicit);
void seat_end(struct task *implicit);

/* The thread of a deferred task begins and ends. */
void seat_begin_task(struct task *task);
void seat_end_task(struct task *task);

/*
 * In between, others may be executed by the thread that executes the task, which is the current one. What the
 * thread has for itself (struct locals) is theirs then.
 */
void seat_give(struct task *task, bool at_barrier);
void seat_take_back(struct task *task);

/* --- The end ------------------------------------------------------------------------------------------ */

/* Ends the execution with the sentence. */
_Noreturn void openmp_misuse(const char *sentence);
_Noreturn void openmp_lacks(const char *what);

#endif
