/*
 * An execution graph: events in program order per thread, a modification order per location, and for
 * each read the write it reads from. RC11's other relations follow from these.
 *
 * Events live in one array and are named by their index, which is also the order in which they were
 * added. An event can be removed and restored exactly as it was, as long as this happens in opposite
 * orders: the exploration backtracks in place and copies no graphs.
 */
#ifndef ACQREL_ENGINE_GRAPH_H
#define ACQREL_ENGINE_GRAPH_H

#include "engine/clock.h"

typedef uint32_t event_id; /* 0 is no event */

enum event_kind {
	EV_INIT, /* the initial value of a location, in everybody's past */
	EV_READ, /* also a compare-exchange that failed and a lock that found the mutex taken */
	EV_WRITE,
	EV_RMW, /* its write directly follows the write it reads from */
	EV_FENCE,
	EV_CREATE,
	EV_BEGIN, /* reads from its CREATE */
	EV_END,
	EV_JOIN, /* reads from the END it waited for */
	EV_CHOICE,
	EV_WOKEN, /* reads from the operation on a queue that woke its thread */
	EV_PART,  /* a store of a part of its location: see parts.h */
};

/* What a read, write or read-modify-write does with the value; decides whether it is an EV_READ or EV_RMW. */
enum event_op {
	OP_LOAD,
	OP_STORE,
	OP_EXCHANGE,
	OP_ADD,
	OP_SUB,
	OP_AND,
	OP_OR,
	OP_XOR,
	OP_NAND,
	OP_NEGATE, /* two's complement; the operand is not used */
	OP_CAS,
	OP_LOCK,     /* 0 becomes operand; anything else blocks the thread */
	OP_TRYLOCK,  /* 0 becomes operand; anything else fails */
	OP_ONCE,     /* 0 becomes operand; 1 blocks the thread; anything else is only read */
	OP_UNLOCK,   /* a store */
	OP_WEAK_CAS, /* a compare-exchange that may fail although it reads what it expects */
	OP_OBJECT,   /* what the struct transition_function at `expected` says */
};

/* What an OP_OBJECT does when it finds `old`: nothing but its arguments may bear on that. */
struct transition {
	uint64_t value; /* that it writes */
	bool writes;
	bool blocks; /* the thread waits for another value */
};

/* What a transition is to a thread that takes the object as a lock, in loops that poll: see polls.c. */
enum transition_part {
	PART_OTHER,
	PART_LOCKS,  /* no other thread has it then */
	PART_SHARES, /* others may have it, too, who do the same */
	PART_COUNTS, /* likewise, as many as there is room for, which its value says */
	PART_UNLOCKS,
	PART_POSTS, /* gives back what PART_COUNTS took, or adds something */
};

struct transition_function {
	struct transition (*apply)(uint64_t old, uint64_t operand, uint32_t variant);
	/* How many variants it has, at most MOST_VARIANTS; all are explored. NULL: one. */
	uint32_t (*variants)(uint64_t old, uint64_t operand);
	uint8_t call; /* for its owner's use */
	uint8_t part; /* enum transition_part */
	/* For its owner's use: of a state, and orders of a step that changes it and of one that does not. */
	uint8_t size, changing, looking;
};

#define MOST_VARIANTS 16

/*
 * As in <stdatomic.h>. UNORDERED is for what is no access to memory in the program's eyes: with a relaxed one
 * a fence before it and one after what reads it would synchronize, or have a place in the order of seq_cst.
 * LIGHT and HEAVY are fences only: see asymmetric.c.
 */
enum order { RELAXED, CONSUME, ACQUIRE, RELEASE, ACQ_REL, SEQ_CST, UNORDERED, LIGHT, HEAVY };

static inline bool order_acquires(uint8_t o)
{
	return o == ACQUIRE || o == CONSUME || o == ACQ_REL || o == SEQ_CST || o == HEAVY;
}

static inline bool order_releases(uint8_t o)
{
	return o == RELEASE || o == ACQ_REL || o == SEQ_CST || o == HEAVY;
}

#define NO_THREAD UINT16_MAX
#define ALL_BYTES UINT16_MAX

struct event {
	_Alignas(16) uint8_t kind, op, order, size;
	uint8_t order_success, order_failure;
	bool blocked;      /* an OP_LOCK, OP_ONCE or OP_OBJECT whose thread has to wait for another value */
	bool in_vain;      /* it would write; but it only polls, and that is of no use: see polls.c */
	bool no_revisit;   /* one of so many like it that no later write revisits it */
	bool in_rf, in_mo; /* linked as a reader, linked in modification order */
	bool first_here;   /* the location_user was made for it */
	/* which of its variants; of an OP_WEAK_CAS, 1: it fails, whatever it reads */
	uint8_t variant;
	bool commutes; /* a read-modify-write that reads nothing: see commute.c */
	uint16_t thread;
	uint16_t peer;  /* CREATE, JOIN: the other thread */
	uint16_t bytes; /* of its location, that it accesses; ALL_BYTES: it has no parts, or all of it */
	uint32_t index; /* in its thread */
	uint32_t location;
	event_id rf;                   /* the event read from; JOIN: END, BEGIN: CREATE; PART: see parts.h */
	event_id twin;                 /* another thread's that this one comes after: see symmetry.c */
	event_id paired;               /* CREATE: of another thread that runs the same, right before, or 0 */
	event_id live_prev, live_next; /* events in the graph, in the order they were added */
	event_id mo_prev, mo_next;
	event_id readers; /* a write's first reader */
	event_id reader_prev, reader_next;
	event_id before_here; /* its thread's previous access of the location */
	uint32_t user;        /* the struct location_user it is linked in */
	/* with C11's release sequences: its thread's last release write of the location so far */
	event_id released;
	uint64_t value_read, value_written;
	uint64_t operand, expected;
	uint32_t branch; /* explore.c: its first branch, plus one; 0 if it had none */
	uint64_t pc;     /* where in the program, for its owner's use */
	/* For its owner's use; only the order of operations of its thread bears on them. */
	uint64_t fingerprint, anchor;
	uint32_t iteration, last_iteration, run, elided;
	uint32_t first;   /* undone.c: the first in this state, plus one; 0: it is that itself */
	uint32_t effects; /* of its thread, before it */

	/* The past after this event: what happens before the next event of its thread. */
	const struct clock *hb;
	const struct clock *porf;  /* the same over program order and reads-from */
	const struct clock *dep;   /* and over twins: see symmetry.c */
	struct view pending;       /* what relaxed reads got, for the next acquire fence */
	struct view release_fence; /* what the last release fence gives to later relaxed writes */
	struct view message;       /* what a reader of this write synchronizes with; CREATE, END: likewise */

	/*
	 * A lock or a read-modify-write in a loop whose iterations undo what they do: the index of the event
	 * with which an iteration before began, plus one. It blocks if another iteration is of no use: see
	 * polls.c. 0: it is none.
	 */
	uint32_t polls;
	uint32_t queue;     /* the location whose lock it is made under: see wait_queue.h; 0: none */
	uint8_t step_index; /* so many events of its thread before it belong to the same step */
	bool strong;     /* its processor does not take bytes from a store and from memory at once: parts.c */
	bool waits;      /* its thread may wait before it is added: see unblock.c */
	event_id ousted; /* of a write: the read, out of the graph, whose thread waits since it is there */
};

struct location {
	uint64_t address;
	uint8_t size;
	event_id init, mo_last;
	uint32_t users; /* the threads that access it: first struct location_user, or 0 */
	uint64_t walk;  /* revisit.c: of its last walk, and how far that has come */
	event_id newest_left;
	bool is_waited_for, has_loose; /* unblock.c: as an object; a store of it need not have come last */
	void *owner;                   /* for its owner's use; not for the graph */
	bool unset;                    /* for its owner's use: what it holds initially was never written */
	bool parts;                    /* some events access a part of it: see parts.h */
};

/* A thread's accesses of a location, the last first: linked by before_here. */
struct location_user {
	uint16_t thread;
	event_id last;
	uint32_t next; /* another thread's */
};

struct thread_events {
	event_id *at;
	uint32_t count, capacity;
};

struct graph {
	struct event *events;
	event_id next_event, max_events;
	event_id live_last;
	uint32_t live; /* events in the graph, without the initial values */
	struct location *locations;
	uint32_t next_location, max_locations; /* location 0 is none */
	struct location_user *users;
	uint32_t next_user, max_users;
	struct thread_events *threads;
	uint32_t thread_count, max_threads;
	/*
	 * For values of more than 8 bytes, which are known to the graph by number: what a read-modify-write
	 * makes.
	 */
	uint64_t (*wide_apply)(uint8_t op, uint64_t old, uint64_t operand);
	/* Likewise: `size` bytes of it from the `first` on, and what it is with others in their place. */
	uint64_t (*wide_part)(uint64_t whole, unsigned first, unsigned size);
	uint64_t (*wide_with)(uint64_t whole, uint64_t part, unsigned first, unsigned size);
	/*
	 * Called for each value that iterations have written and taken back which may go: see polls.c. NULL:
	 * none is needed.
	 */
	void (*undone)(const struct location *l, uint64_t value);
	bool (*counts_may_go)(void); /* whether iterations with PART_COUNTS may go at all; NULL: yes */
	/*
	 * Whether a thread that makes a read in this state, and gets this value, comes right back to it in
	 * the same state: see unblock.c. NULL: never
	 */
	bool (*is_idle)(uint64_t fingerprint, uint64_t value);
	/* some event, some fence asked for seq_cst, now or earlier in the exploration */
	bool has_sc, has_sc_fences;
	bool has_light, has_heavy; /* some light, some heavy fence was there, likewise */
	bool has_commuting;        /* some event that commutes was there, likewise */
	bool has_parts;            /* some location with parts was there, likewise */
	bool has_twins;            /* some threads run the same, likewise */
	bool has_modified;         /* some read-modify-write was there (event_modifies), likewise */
	/*
	 * Release sequences. C++20: a release write and the read-modify-writes that follow it. C11, as RC11
	 * has it: also its thread's later writes of the location, and what follows those.
	 */
	bool c11_sequences;
	/* as in C11 itself: only up to another thread's write. Asked for once all is there */
	bool unbroken_sequences;
	struct clock_arena clocks;
};

void graph_init(struct graph *g);

static inline struct event *graph_event(const struct graph *g, event_id e)
{
	return &g->events[e];
}

/* An operation on a queue itself, not on memory under its lock. */
static inline bool event_on_queue(const struct event *e)
{
	return e->queue && e->queue == e->location;
}

static inline bool event_reads(const struct event *e)
{
	return e->kind == EV_READ || e->kind == EV_RMW;
}

static inline bool event_writes(const struct event *e)
{
	return e->kind == EV_WRITE || e->kind == EV_RMW || e->kind == EV_PART || e->kind == EV_INIT;
}

/* Whether it is an access that has a place in psc and eco: not those that the program does not know of. */
static inline bool event_has_location(const struct event *e)
{
	return (event_reads(e) || event_writes(e)) && e->order != UNORDERED && !e->commutes;
}

/* Whether it comes directly after its rf in modification order. */
static inline bool event_follows_rf(const struct event *e)
{
	return e->kind == EV_RMW || e->kind == EV_PART;
}

/* Whether it is linked as a reader of its rf. */
static inline bool event_has_source(const struct event *e)
{
	return event_reads(e) || e->kind == EV_PART;
}

/* Which part an operation has in locking, whether or not it changes anything. */
static inline enum transition_part event_part(const struct event *e)
{
	switch (e->op) {
	case OP_LOCK:
	case OP_TRYLOCK:
		return PART_LOCKS;
	case OP_UNLOCK:
		return PART_UNLOCKS;
	case OP_OBJECT:
		return (enum transition_part)((const struct transition_function *)(uintptr_t)e->expected)
		        ->part;
	default:
		return PART_OTHER;
	}
}

static inline bool part_takes(enum transition_part p)
{
	return p == PART_LOCKS || p == PART_SHARES || p == PART_COUNTS;
}

/* A lock that was free, and is not any more. */
static inline bool event_takes_lock(const struct event *e)
{
	return e->kind == EV_RMW && part_takes(event_part(e));
}

/* The opposite. */
static inline bool event_gives_lock(const struct event *e)
{
	return event_writes(e) && event_part(e) >= PART_UNLOCKS;
}

/* One that takes the value of memory for another, as a later one may for that again. */
static inline bool event_modifies(const struct event *e)
{
	return e->kind == EV_RMW && e->op != OP_LOCK && e->op != OP_TRYLOCK && e->op != OP_ONCE &&
	       e->op != OP_OBJECT;
}

/* The i-th event of a thread, or 0. */
static inline event_id graph_thread_event(const struct graph *g, uint32_t thread, uint32_t i)
{
	return thread < g->thread_count && i < g->threads[thread].count ? g->threads[thread].at[i] : 0;
}

/* The next event to be added to a thread is its count-th. */
static inline uint32_t graph_thread_length(const struct graph *g, uint32_t thread)
{
	return thread < g->thread_count ? g->threads[thread].count : 0;
}

/* The last event of a thread, or 0. */
event_id graph_thread_last(const struct graph *g, uint32_t thread);

/* A new location with its initial value. */
uint32_t graph_add_location(struct graph *g, uint64_t address, uint8_t size, uint64_t value);

/* Makes room for a thread's events, before there are any. */
void graph_reserve_thread(struct graph *g, uint32_t thread);

/* A new event at the end of a thread, in program order and in the live list, linked to nothing else. */
struct event *graph_add_event(struct graph *g, uint32_t thread, uint8_t kind);

/* Says which location an event just added accesses. */
void graph_set_location(struct graph *g, event_id e, uint32_t location);

/* Takes an event out of all that it is linked in; graph_restore undoes exactly that. */
void graph_take_out(struct graph *g, event_id e);
void graph_restore(struct graph *g, event_id e);

/* Drops all events and locations added from mark on, the newest first. */
void graph_truncate(struct graph *g, event_id mark);

/* Reads-from and modification order. Each is undone by its opposite. */
void graph_link_rf(struct graph *g, event_id read, event_id write);
void graph_unlink_rf(struct graph *g, event_id read);
void graph_link_mo(struct graph *g, event_id write, event_id after);
void graph_unlink_mo(struct graph *g, event_id write);

/* Links an event whose links were restored from a copy to the neighbours it had: as a read, as a write. */
void graph_relink(struct graph *g, event_id e, bool rf, bool mo);

/* The event that has to follow its rf, w, directly, or 0: nothing may be placed between the two. */
event_id graph_rmw_reader(const struct graph *g, event_id w);

/* The past of thread's next event. */
struct past {
	const struct clock *hb;
	uint32_t thread;
	uint32_t index;
	uint16_t bytes; /* that the event accesses */
};

static inline bool past_has(const struct past *p, const struct event *e)
{
	if (e->kind == EV_INIT)
		return true;
	if (e->thread == p->thread)
		return e->index < p->index;
	return clock_at(p->hb, e->thread) > e->index;
}

/*
 * Whether w, or a read of w, is in the past, and accesses some of the same bytes: then nothing mo-before w
 * may be read or written any more.
 */
bool past_covers(const struct graph *g, const struct past *p, event_id w);

/* Whether one that reads from w would miss something newer which is in its past. */
bool past_hides(const struct graph *g, const struct past *p, event_id w);

/* Whether e is before w in program order and reads-from. */
static inline bool porf_before(const struct event *e, const struct event *w)
{
	if (e->kind == EV_INIT)
		return true;
	if (e->thread == w->thread)
		return e->index < w->index;
	return clock_at(w->porf, e->thread) > e->index;
}

/* Whether e is before w in program order, reads-from and twins: then w is not there without e. */
static inline bool dep_before(const struct event *e, const struct event *w)
{
	if (e->kind == EV_INIT)
		return true;
	if (e->thread == w->thread)
		return e->index < w->index;
	return clock_at(w->dep, e->thread) > e->index;
}

static inline bool happens_before(const struct event *e, const struct event *f)
{
	if (e->kind == EV_INIT)
		return true;
	if (e->thread == f->thread)
		return e->index < f->index;
	return clock_at(f->hb, e->thread) > e->index;
}

/* How many variants a read from w has. */
uint32_t graph_variants(const struct graph *g, event_id read, event_id w);

static inline bool event_failed_spuriously(const struct event *e)
{
	return e->op == OP_WEAK_CAS && e->variant;
}

/* Computes what an event reads and writes, its kind and order in force, from its operation and its rf. */
void graph_resolve(struct graph *g, event_id e);

/* Whether an operation that is not resolved yet writes if it reads from w, and does not fail spuriously. */
bool graph_would_change(const struct graph *g, const struct event *e, event_id w);

/* What a read-modify-write makes of a value of at most 8 bytes. */
uint64_t graph_apply(const struct event *e, uint64_t old);

/* Whether a lock, of whatever kind, can be taken in this state. */
bool graph_would_write(const struct event *lock, uint64_t state);

/* Whether an operation that does this (see struct event) blocks its thread in this state. */
bool graph_would_block(uint8_t op, uint64_t operand, uint64_t expected, uint64_t state);

/*
 * Whether e is a write that continues, by C11's rule, its thread's release sequence, although a write of
 * another thread, no read-modify-write, lies between it and the release write in modification order.
 */
bool graph_sequence_is_broken(const struct graph *g, event_id e);

/* Computes an event's clocks and message from its predecessor in program order and its rf. */
void graph_set_clocks(struct graph *g, event_id e);

#endif
