/*
 * Exploration: visits every consistent complete execution graph of a program exactly once, keeping
 * nothing but the current graph and the alternatives still to be tried.
 *
 * The algorithm is TruSt (Kokologiannakis, Marmanis, Gladstein, Vafeiadis: Truly Stateless, Optimal
 * Dynamic Partial Order Reduction, POPL 2022) for RC11, with backtracking in place.
 *
 * The program that uses the engine drives it like this. An execution starts with all threads at their
 * beginnings and a graph that may already hold events, which the program is run through again: each
 * thread's k-th operation is its k-th event. Once every recorded event has happened again, the threads'
 * further operations are added with the explore_add_… functions, in any order. When no thread can go
 * on, explore_next sets up the next graph to run, and returns false when there is none.
 */
#ifndef ACQREL_ENGINE_EXPLORE_H
#define ACQREL_ENGINE_EXPLORE_H

#include "engine/psc.h"

struct branch;
struct cursor;

struct explorer {
	struct graph graph;
	struct psc psc;
	struct branch *branches;
	uint32_t branch_count, max_branches;
	event_id *pending; /* the branches' lists, stacked */
	uint32_t pending_count, max_pending;
	/* where it takes longer, revisits are found when the exploration comes to them */
	uint32_t steps_at_once;
	uint32_t snapshots;     /* no branch from here on has a snapshot */
	uint64_t walk;          /* a number for each walk backward through the events */
	struct cursor *cursors; /* for going backward through the events of several threads */
	uint32_t max_cursors;
	uint32_t ousted; /* the thread, plus one, that explore_next has made wait, or 0: see unblock.c */
	bool strays;     /* what was taken for an object is none, and something may be missing: unblock.c */
	bool cut;        /* something was left out for the sake of `no_revisit` or `newest_only` */
	event_id unchanged; /* events up to this one are as they were in the graph before explore_next */
};

void explore_init(struct explorer *x);

/* An operation of a thread on a location that may read and write. */
struct operation {
	uint8_t op; /* enum event_op */
	uint8_t order, order_failure;
	uint64_t operand, expected;
	uint64_t pc;      /* stored in the event */
	uint32_t polls;   /* likewise: see struct event */
	bool no_revisit;  /* likewise */
	bool newest_only; /* a read that is not to have alternatives */
	event_id reread;  /* 0, or what a load is to read from, without alternatives, if that is consistent */
	uint32_t queue;   /* 0, or what it is made under the lock of: see wait_queue.h */
	uint8_t step_index; /* stored in the event */
	bool strong;        /* likewise */
	uint16_t bytes;     /* likewise, of a location with parts; 0: all of it */
	bool waits;         /* it may block, on a location that is an object: see unblock.c */
	/* of its thread before it, if the thread may come right back to it, or 0: likewise */
	uint64_t fingerprint;
};

/*
 * Each adds one event to the end of a thread and returns it. A read takes the newest value it may
 * (its alternatives are explored later), a write comes last in modification order. An operation on a queue
 * that cannot come last is not placed: its thread goes no further. A write of a part is added as a read is.
 */
event_id explore_add_read(struct explorer *x, uint32_t thread, uint32_t location, const struct operation *op);
event_id explore_add_write(struct explorer *x, uint32_t thread, uint32_t location,
                           const struct operation *op);
event_id explore_add_fence(struct explorer *x, uint32_t thread, uint8_t order, uint64_t pc);
event_id explore_add_create(struct explorer *x, uint32_t thread, uint32_t child, uint64_t pc);
event_id explore_add_begin(struct explorer *x, uint32_t thread, event_id create);
event_id explore_add_end(struct explorer *x, uint32_t thread);
event_id explore_add_join(struct explorer *x, uint32_t thread, event_id end, uint64_t pc);

/* A read-modify-write whose result nobody looks at, and which takes no part in choices: see commute.c. */
event_id explore_add_commuting(struct explorer *x, uint32_t thread, uint32_t location,
                               const struct operation *op);

/*
 * Whether the operation would block in the newest state of its location, or come right back to where it was,
 * and need not be added yet: only when no thread can do anything else, or the answer is another.
 */
bool explore_would_wait(struct explorer *x, uint32_t location, const struct operation *op);

/*
 * As explore_add_read, when the execution is over and the thread goes no further: for each of those whose
 * operations were not added because of explore_would_wait, up to the first for which that says no now.
 */
event_id explore_add_last(struct explorer *x, uint32_t thread, uint32_t location, const struct operation *op);

/*
 * The thread has come right back to where it was before this read, its last event. Whether nothing can come
 * of the execution, because the read is in the graph for good: it has read something old.
 */
bool explore_is_left_behind(const struct graph *g, event_id read);

/*
 * Likewise; the read was added in this execution, and nothing was after it. It goes, as if it had not been
 * added. To be called at the end of the execution, which is to be run again then, from explore_resume: the
 * thread is to be held up where it made the read.
 */
void explore_withdraw(struct explorer *x, event_id read);

/* The thread goes on because of that operation on a queue. */
event_id explore_add_woken(struct explorer *x, uint32_t thread, event_id by, uint64_t pc);

static inline bool rmw_is_placed(const struct event *e)
{
	return !event_follows_rf(e) || e->in_mo;
}

/*
 * Whether there is any use in what other threads do when this one is not placed: if others may read an
 * earlier part of the same step. There is none if it only knows too little because of what was read right
 * before.
 */
bool explore_goes_on_without(const struct graph *g, event_id e);

/* A choice among 0 … alternatives-1, which is the event's value_read. */
event_id explore_add_choice(struct explorer *x, uint32_t thread, uint32_t alternatives, uint64_t pc);

/*
 * The same without alternatives, for an execution that is known (replay.c): the read reads from this write,
 * the write comes right after that one in modification order. 0: the model does not allow that.
 */
event_id explore_replayed_read(struct explorer *x, uint32_t thread, uint32_t location,
                               const struct operation *op, event_id from, uint8_t variant);
event_id explore_replayed_write(struct explorer *x, uint32_t thread, uint32_t location,
                                const struct operation *op, event_id after);

/* Backtracks to the next graph that has to be run. False: everything has been explored. */
bool explore_next(struct explorer *x);

/*
 * Exploring in several processes that were forked from one after explore_init. Between executions, before
 * explore_next: explore_split takes from x half of the alternatives of the branch that most is behind, and
 * packs them, with all that is needed to explore them, into memory that both processes see. False: there is
 * not enough room, nothing has happened. explore_can_split: whether there is anything to split.
 */
bool explore_can_split(const struct explorer *x);
bool explore_split(struct explorer *x, void *to, size_t room);

/* The other process steals that when its own explorer has nothing left, and goes on with explore_next. */
void explore_steal(struct explorer *x, const void *from);

/*
 * How many executions are left can be estimated from a few that are picked at random, each one's alternatives
 * multiplied: Knuth, Estimating the efficiency of backtrack programs (Mathematics of Computation, 1975).
 * Between executions; what is being explored has to be set aside (false: not enough room), and returned to
 * before each of them. While probe_begin and then probe_next say so, the program is to be run. In the end
 * p->weight is the estimate if the execution run last was one that counts, or else none are.
 * with_present: the graph that explore_next has set up was not run yet.
 */
struct probe {
	uint32_t level; /* branches below this one have had their choice */
	double weight;
	uint64_t random; /* not 0 */
	bool (*late)(
		/*
		 * whether there is no more time, or NULL: then both say no, and the probe counts for nothing
		 */
		void);
};
bool explore_set_aside(const struct explorer *x, void *to, size_t room);
void explore_take_back(struct explorer *x, const void *from);
bool probe_begin(struct explorer *x, struct probe *p, bool with_present);
bool probe_next(struct explorer *x, struct probe *p);

/*
 * Running a graph again from the beginning can be avoided. The engine's user may, right after an event
 * was added or run again and before its thread goes on, take a snapshot of the program and leave a handle
 * for it (not 0). It must then hold no event that was added after this one.
 */

/*
 * Whether there are alternatives pending for the event, for which a snapshot would be used. Not when one is
 * there that will be returned to before it: of two snapshots, the one taken later is used up first.
 */
bool explore_wants_snapshot(const struct explorer *x, event_id e);
void explore_set_snapshot(struct explorer *x, event_id e, uint64_t handle);

/*
 * After explore_next: the handle of the latest snapshot from which the new graph can be run, 0 if it has to
 * be run from the beginning. Those taken later are not asked for any more.
 */
uint64_t explore_resume(struct explorer *x);

/* Forgets the snapshots with a handle above `latest`. Returns the last that is left, 0 if there is none. */
uint64_t explore_return_to(struct explorer *x, uint64_t latest);

/*
 * The newest write by another thread that replaced what an event reads, 0 if none did. Writes that put back
 * what they read do not count, except for a lock that polls. missed_only: nor do writes that come after the
 * read in program order and reads-from.
 */
event_id explore_newer_write(const struct graph *g, event_id read, bool missed_only);

#endif
