/* The exploration's own parts, for its own files: see explore.c for the whole. */
#ifndef ACQREL_ENGINE_BRANCH_H
#define ACQREL_ENGINE_BRANCH_H

#include "engine/explore.h"

/*
 * The stack of branches holds what is still to be tried, the innermost last. A branch's `mark` says how
 * many events there were when it was pushed: going back to it drops all that came later, and what its
 * current alternative changed among older events it can undo itself.
 *
 *  READ    event reads from pending[next …) one after the other.
 *  PLACE   event, a plain write, is placed in modification order after pending[next …). If it revisited a
 *          read-modify-write, that one's own write (`follower`) goes directly after it each time.
 *  REVISIT event, a write, is read by the earlier reads pending[next …): all that was added after such a
 *          read and does not come before the write in program order and reads-from is removed.
 *  CHOICE  event takes the values next … end-1.
 *
 * Where a read has several variants, there is an alternative for each: the list of a READ (its
 * writes) or a REVISIT (its reads) says which, above the event's number.
 */
#define VARIANT_SHIFT 28 /* there are fewer events */

_Static_assert(MOST_VARIANTS <= 1 << (32 - VARIANT_SHIFT), "a variant fits");

static inline event_id event_in(event_id listed)
{
	return listed & (((event_id)1 << VARIANT_SHIFT) - 1);
}

static inline uint8_t variant_in(event_id listed)
{
	return (uint8_t)(listed >> VARIANT_SHIFT);
}

enum branch_kind { READ, PLACE, REVISIT, CHOICE };

struct branch {
	uint8_t kind;
	bool applied;  /* REVISIT: a revisit is in effect */
	bool conflict; /* REVISIT: event is a read-modify-write that is not in modification order */
	bool ousts;    /* REVISIT: the read that is revisited at present is not in the graph: see unblock.c */
	/* REVISIT: its reads are not known yet; pending[begin] is what would have to go for them */
	bool unsearched;
	event_id event;
	event_id follower;
	event_id mark;
	event_id unchanged; /* no alternative changes an event older than this one, or this one's past */
	uint64_t snapshot;
	size_t clocks;
	uint32_t begin, next, end; /* of its list in pending; CHOICE: of the values */
	event_id read;             /* REVISIT: the read that is revisited at present, */
	struct event before;       /* and as it was */
};

struct cursor {        /* in a thread's events */
	event_id last; /* *at */
	const event_id *at, *first;
};

void pending_push(struct explorer *x, event_id e);

/* Pushes `listed`, a write or a read, for each variant of a read from w. */
void pending_push_variants(struct explorer *x, event_id listed, event_id read, event_id w);

/* The branch's list is what has been pushed to pending since begin. */
struct branch *push_branch(struct explorer *x, enum branch_kind kind, event_id e, uint32_t begin);
void pop_branch(struct explorer *x);

/* Fills in what an operation on memory asks for. */
void set_operation(struct graph *g, struct event *e, uint32_t location, const struct operation *op);

/* What happens before an event is added. */
struct past past_of(struct graph *g, const struct event *e);

/*
 * Whether the graph is consistent now that e, with which its thread ends, reads from another write or was
 * placed.
 */
bool consistent_with(struct explorer *x, event_id e);

/*
 * The same for a write and those that read from it, each of which its thread ends with, or was consistent
 * before.
 */
bool consistent_around(struct explorer *x, event_id w);

/*
 * Places w at the newest position at which it is coherent, and pushes a branch with all of them if there are
 * more. reader: a read that is to read from w, which limits the positions, or 0.
 */
void push_places(struct explorer *x, event_id w, event_id reader);

/*
 * Collects the reads that the write of w may revisit and pushes a branch for them, if there are any.
 * taken: the read-modify-write that already follows what w reads from, if w is in conflict with one; it has
 * to go.
 */
void push_revisits(struct explorer *x, event_id w, event_id taken);

/* Finds the revisits of a branch that was pushed without them. The graph must be as it was then. */
void search_revisits(struct explorer *x, struct branch *f);

/* Goes on to the last branch's next alternative, or pops it. False: there is nothing to run yet. */
bool explore_step(struct explorer *x);

/* Goes on to a REVISIT branch's next alternative. False: there is nothing to run yet. */
bool next_revisit(struct explorer *x, struct branch *f);

#endif
