/*
 * What an exploration hands over: the shared memory between the process that runs the checked
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
#ifndef ACQREL_CHECK_OUTCOME_H
#define ACQREL_CHECK_OUTCOME_H

#include <stdint.h>

#define ACQ_OUTCOME_FD_ENV "ACQREL_OUTCOME_FD"
#define ACQ_OUTCOME_MAGIC  0x61637172656c3130u /* "acqrel10" */

enum acq_verdict {
	ACQ_OK,
	ACQ_INCOMPLETE, /* stopped at a limit, no error so far */
	ACQ_DATA_RACE,
	ACQ_ASSERTION,    /* assert() failed or abort() was called */
	ACQ_EXIT_FAILURE, /* the program ended with a status that is not 0 */
	ACQ_DEADLOCK,
	ACQ_LOST_WAKEUP,
	ACQ_LIVELOCK,
	ACQ_USE_AFTER_FREE,
	ACQ_DOUBLE_FREE,
	ACQ_INVALID_FREE,
	ACQ_OUT_OF_BOUNDS,
	ACQ_UNINITIALIZED,
	ACQ_LEAK,
	ACQ_CRASH, /* a signal: SIGSEGV, SIGFPE, stack overflow */
	ACQ_MISUSE,
	ACQ_UNSUPPORTED, /* something that is not modelled yet: `message` names it */
};

enum acq_state { ACQ_STATE_STARTING, ACQ_STATE_RUNNING, ACQ_STATE_DONE };

/* C11 memory orders as they appear in steps. */
enum acq_order {
	ACQ_RELAXED,
	ACQ_CONSUME,
	ACQ_ACQUIRE,
	ACQ_RELEASE,
	ACQ_ACQ_REL,
	ACQ_SEQ_CST,
	ACQ_NO_ORDER = 255
};

/* What a step of the reported execution, or an involved access, is. */
enum acq_step_kind {
	ACQ_STEP_LOAD,
	ACQ_STEP_STORE,
	ACQ_STEP_RMW,        /* exchange, fetch_*: `op` says which */
	ACQ_STEP_CAS,        /* a compare-exchange that succeeded */
	ACQ_STEP_CAS_FAILED, /* one that failed: a read with its failure order */
	ACQ_STEP_FENCE,
	ACQ_STEP_CREATE, /* `peer` is the thread created */
	ACQ_STEP_BEGIN,
	ACQ_STEP_END,
	ACQ_STEP_JOIN, /* `peer` is the thread joined */
	/* mutex acquired, or a reader-writer lock as `op` says; `from` is the unlock it follows */
	ACQ_STEP_LOCK,
	ACQ_STEP_TRYLOCK_FAILED,
	ACQ_STEP_UNLOCK,
	ACQ_STEP_CHOICE, /* value = what was chosen */
	ACQ_STEP_PLAIN_READ,
	ACQ_STEP_PLAIN_WRITE,
	ACQ_STEP_ALLOC, /* addr, len: the block */
	ACQ_STEP_FREE,
	ACQ_STEP_EXIT,
	ACQ_STEP_STUCK, /* the thread goes no further: `stuck` says why */
	ACQ_STEP_CALL,  /* of an object that threads wait on: `op` says which */
};

enum acq_rmw_op {
	ACQ_OP_NONE,
	ACQ_OP_EXCHANGE,
	ACQ_OP_ADD,
	ACQ_OP_SUB,
	ACQ_OP_AND,
	ACQ_OP_OR,
	ACQ_OP_XOR,
	ACQ_OP_NAND,
};

/* What a call does with the object at addr. */
enum acq_call {
	ACQ_CALL_NONE,
	ACQ_CALL_WAIT,         /* begins to wait on a condition variable */
	ACQ_CALL_WOKEN,        /* `from` is the signal or broadcast that woke it */
	ACQ_CALL_WAIT_ENDS,    /* by itself */
	ACQ_CALL_SIGNAL,       /* value_read: how many waited; peer: the one that is woken */
	ACQ_CALL_BROADCAST,    /* value_read: how many waited, all of which are woken */
	ACQ_CALL_LOCK_IN_VAIN, /* of a mutex, until a time */
	ACQ_CALL_SEM_POST,
	ACQ_CALL_SEM_WAIT, /* all calls that wait: perhaps in vain */
	ACQ_CALL_READ_LOCK,
	ACQ_CALL_WRITE_LOCK,
	ACQ_CALL_RW_UNLOCK,
	/* arrives; value_read: how many have arrived now, value_written: how many there have to be */
	ACQ_CALL_BARRIER,
	ACQ_CALL_BARRIER_PASSED,
	ACQ_CALL_ROBUST_LOCK,
	ACQ_CALL_ONCE, /* of a lock: held while a function is run that is to be run only once */
	/* a load by the kernel that decides whether to sleep; a call: begins to sleep */
	ACQ_CALL_FUTEX_WAIT,
	ACQ_CALL_FUTEX_WOKEN, /* `from` is the call that woke it */
	/*
	 * value_read: how many sleep in that queue, value_written: how many are woken or moved; peer: the
	 * first of them; high_read: whether the queue is private; high_written: the bits, which have to meet
	 * those of the sleeper.
	 */
	ACQ_CALL_FUTEX_WAKE,
	ACQ_CALL_FUTEX_MOVED, /* value_written: so many sleep in this queue from now on, `from` another */
	ACQ_CALL_LIBRARY,     /* of a function of libacqrel; made of other steps by the report */
};

/* What a choice is about. All but the first fail (value 1) or do not (0). */
enum acq_choice {
	ACQ_CHOICE_ASKED, /* the program asked: ar_choose */
	ACQ_CHOICE_THREAD,
	ACQ_CHOICE_MALLOC,
	ACQ_CHOICE_CALLOC,
	ACQ_CHOICE_REALLOC,
	ACQ_CHOICE_REALLOCARRAY,
	ACQ_CHOICE_ALIGNED_ALLOC,
	ACQ_CHOICE_MEMALIGN,
	ACQ_CHOICE_VALLOC,
	ACQ_CHOICE_POSIX_MEMALIGN,
	ACQ_CHOICE_STRDUP,
	ACQ_CHOICE_STRNDUP,
	ACQ_CHOICE_ASPRINTF,
	ACQ_CHOICE_TIMEOUT,   /* a call that waits for a time does so until then */
	ACQ_CHOICE_WAKEUP,    /* a wait ends without a signal */
	ACQ_CHOICE_NOT_ENDED, /* a thread that is looked for has not ended yet */
};

enum acq_stuck {
	ACQ_STUCK_NOT,
	ACQ_STUCK_LOCK, /* waits for the mutex at addr, held by thread `peer` */
	ACQ_STUCK_JOIN, /* waits for thread `peer` to end */
	/* repeats the same reads: addr is the location read last, value what it keeps reading */
	ACQ_STUCK_SPIN,
	ACQ_STUCK_ASSUME,
	ACQ_STUCK_SLEEP, /* waits on the condition variable at addr; or, as `op` says, on the futex there */
	ACQ_STUCK_WAIT,  /* waits in the call `op` of the object at addr */
};

#define ACQ_NO_STEP   UINT32_MAX       /* no such step */
#define ACQ_FROM_INIT (UINT32_MAX - 1) /* reads the location's initial value */
#define ACQ_NO_THREAD UINT16_MAX

/* Flags of a step. */
#define ACQ_STEP_OFFENDING 1u /* this is one of the accesses the error is about */
#define ACQ_STEP_SYNCHRONIZES \
	2u /* the read took over what its source released: a happens-before edge from -> here */
#define ACQ_STEP_STALE \
	4u /* it misses newer writes: `newest` is the newest of those above it, or of all if they are below */
#define ACQ_STEP_VALUE    16u /* a plain read of `size` bytes whose value is known: value_read */
#define ACQ_STEP_VOLATILE 32u /* a plain access that is volatile */
#define ACQ_STEP_SPURIOUS 8u  /* a weak compare-exchange that failed although it read what it expected */

struct acq_step {
	uint8_t kind;  /* enum acq_step_kind */
	uint8_t order; /* enum acq_order, the one in force (failure order of a failed CAS) */
	uint8_t op;    /* enum acq_rmw_op; CHOICE: enum acq_choice; CALL: enum acq_call */
	uint8_t flags; /* ACQ_STEP_* */
	uint8_t stuck; /* enum acq_stuck */
	uint8_t size;  /* of an atomic access, in bytes */
	uint16_t thread;
	uint16_t peer; /* CREATE, JOIN, STUCK; else ACQ_NO_THREAD */
	uint16_t stack_len;
	uint32_t stack_off; /* index into pcs; innermost frame first */
	uint32_t from;      /* reads, LOCK, JOIN (its END), BEGIN (its CREATE): index of the step read from */
	uint32_t newest;    /* ACQ_STEP_STALE: index of the newer write */
	uint32_t
		/* plain accesses: how many like it (same line, adjacent addresses) were merged; else 1 */
		repeat;
	uint64_t addr, len;  /* bytes accessed */
	uint64_t value_read; /* zero-extended */
	uint64_t value_written;
	uint64_t high_read, high_written; /* of values of 16 bytes: their upper 8 */
};

struct acq_thread {
	uint64_t start_pc;    /* address of the start function (main for thread 0) */
	uint16_t creator;     /* thread that created it; ACQ_NO_THREAD for main */
	uint16_t ordinal;     /* how many threads its creator had created before it */
	uint32_t create_step; /* index of its CREATE step; ACQ_NO_STEP for main */
	char name[16];        /* set by pthread_setname_np, or empty */
	uint64_t stack_low, stack_high;
};

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
};

struct acq_block { /* of the heap, that a value of some step points to */
	uint64_t address, size;
};

struct acq_array { /* an array behind the header: byte offset from the start of the memory, and count */
	uint64_t off, count;
};

/*
 * What determines an execution of a program, whatever its addresses are: its events in the order in which
 * they happened, numbered from 1. Threads and locations have the numbers of their first appearance in it.
 */
struct acq_witness_event {
	uint8_t kind, op, order, size; /* as in struct event; order: the one asked for */
	uint8_t way, settled;          /* likewise */
	uint16_t thread;
	uint32_t idle;     /* reads that the thread makes after it without an event of their own */
	uint32_t peer;     /* CREATE, JOIN: the other thread; else 0 */
	uint32_t location; /* of an operation on memory, from 1; else 0 */
	uint32_t from;     /* reads: the event that it reads from; 0: the initial value */
	uint32_t
		/* a plain store: the last before it in modification order of the earlier events; 0: none */
		after;
	uint32_t value; /* CHOICE: the answer */
};

/* A function of the program with atomic instructions that nobody will tell of. */
struct acq_suspect {
	uint64_t address; /* as in the file */
	char name[56];    /* cut where it is longer */
};

#define ACQ_MAX_SUSPECTS 256

/*
 * What is to be changed about an operation of the program that is explored anew (rt/run/override.c): the
 * order that it asks for is replaced, or there is a fence before or after it; a signal to a condition
 * variable is a broadcast; or a line of the source is run with a lock held (rt/error/line_lock.c); or a plain
 * access is an atomic one of this order.
 */
#define ACQ_OVERRIDE_ORDER       0
#define ACQ_OVERRIDE_FENCE       1
#define ACQ_OVERRIDE_BROADCAST   2
#define ACQ_OVERRIDE_FENCE_AFTER 3
/* from places[0] to before places[1] there is code of the line; places[2]: the lock */
#define ACQ_OVERRIDE_LINE 4
/* the access, which returns to places[0], that tells where the lock of the line is */
#define ACQ_OVERRIDE_LINE_ACCESS 5
#define ACQ_OVERRIDE_ATOMIC      6
#define ACQ_MOST_CALLERS         4

/* Where the lock of a line is. */
#define ACQ_LOCK_FIXED  0 /* places[2]: an ACQ_PLACE, or an address outside all modules */
#define ACQ_LOCK_BEHIND 1 /* so many bytes, perhaps less than none, behind what the access is to */
#define ACQ_LOCK_INSIDE 2 /* so many bytes behind the beginning of the heap block that the access is to */

#define ACQ_LOCK_OWN 3 /* nowhere in the program: a mutex that it does not have yet */

/* How it is locked. */
#define ACQ_LOCK_MUTEX 0
#define ACQ_LOCK_READ  1
#define ACQ_LOCK_WRITE 2

/*
 * Where a module of the program lies. They come in the order in which the dynamic linker has them, the same
 * in each run.
 */
struct acq_module {
	uint64_t start, end;
};

#define ACQ_MOST_MODULES 64

/*
 * An address in a module, wherever that lies: its number, from 1, and how far it is from the module's
 * beginning.
 */
#define ACQ_PLACE(module, offset) ((uint64_t)(module) << 48 | (offset))
#define ACQ_PLACE_MODULE(place)   ((place) >> 48)
#define ACQ_PLACE_OFFSET(place)   ((place) & (((uint64_t)1 << 48) - 1))

/* The same of a thread's stack, so far below its upper end. */
#define ACQ_PLACE_STACKS 0x1000 /* the number of thread 0, which is more than a module can have */
#define ACQ_MOST_STACKS  0xf000

struct acq_override {
	/*
	 * Where the operation returns to, then the calls that led there, as far as they matter; none: every
	 * operation.
	 */
	uint64_t places[ACQ_MOST_CALLERS]; /* ACQ_PLACE */
	uint8_t kind;                      /* ACQ_OVERRIDE_… */
	uint8_t order;                     /* enum acq_order */
	uint8_t on_failure; /* a compare-exchange that fails gets the order's acquire as well */
	uint8_t where, how; /* of a line: ACQ_LOCK_… */
	uint8_t pad;
	uint16_t line; /* its number: all of one line have the same */
};

#define ACQ_MOST_NONDET 256

/* A function that is one step for other threads: where its code is in the file. */
struct acq_atomic_function {
	uint64_t start, end;
};

#define ACQ_MAX_ATOMIC_FUNCTIONS 64

struct acq_request {             /* written by the reporter before the start */
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
	uint8_t show_output;        /* hand over what an execution prints, also if there is no error */
	uint8_t main_exits;         /* main's return does not wait for other threads */
	uint8_t model;              /* bits of enum acq_model */
	uint8_t pad2[6];
	struct acq_array witness; /* count > 0: nothing is explored, only this execution is run */
	uint32_t atomic_function_count;
	struct acq_atomic_function atomic_functions[ACQ_MAX_ATOMIC_FUNCTIONS];
	uint32_t suspect_count;
	struct acq_suspect suspects[ACQ_MAX_SUSPECTS];
	struct acq_array overrides; /* struct acq_override */
};

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
	uint32_t pad;

	/* Valid once state is ACQ_STATE_DONE. */
	uint32_t verdict;     /* enum acq_verdict */
	uint32_t exhaustive;  /* 1: every execution was explored and none was cut short */
	uint32_t signal;      /* ACQ_CRASH: the signal's number */
	uint32_t exit_status; /* ACQ_EXIT_FAILURE: as whoever started the program sees it, from 1 to 255 */
	uint32_t n_sites;
	uint32_t region;          /* enum acq_region of `addr` */
	uint16_t region_thread;   /* STACK, TLS: whose; else ACQ_NO_THREAD */
	uint32_t strayed;         /* 1: the program does not do what the witness says; `message` says where */
	uint32_t overridden;      /* 1: some operation was met to which an override applies */
	uint32_t override_failed; /* 1: what overrides ask for could not be done everywhere */
	uint16_t
		/* 1: the two accesses are ordered by happens-before (a use after a free that came first) */
		ordered;
	/* 1: so they are with C11's release sequences, but not with C++20's, which are asked for */
	uint16_t c11_orders;
	uint64_t addr, len;             /* what the error is about, if an address */
	uint64_t block_addr, block_len; /* the heap block it lies in or next to */
	char message
		/* the program's or runtime's own words: the failed assertion, the unmodelled function */
		[512];
	uint32_t asserted_line; /* where the failed assert() is, as it says itself; 0: no assert() failed */
	char asserted_function[64], asserted_file[256];
	/* where the first execution was that was cut because of its length: a return address; or 0 */
	uint64_t cut_at;
	char bounds[8][160]; /* what was cut, in sentences; empty strings after the last */
	char notes[8][240];  /* what is not looked at in this program, likewise */
	struct acq_module
		modules[ACQ_MOST_MODULES]; /* from the start on; what comes after the last is zero */
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
		uint32_t over;      /* nobody has anything left */
		uint32_t reporting; /* one has found an error and reports it */
		uint32_t cut;       /* one stopped before its part was explored */
		uint32_t at_limit;  /* because max_executions were complete */
		uint32_t failed;    /* one ended without having done its part: its wait status, or 1 */
		/* one writes to `bounds`, or hands over what an execution without error has printed, */
		uint32_t saying;
		uint32_t shown;                  /* which one of them does */
		uint32_t counted, polled;        /* see semaphore.c */
		_Alignas(128) uint64_t complete; /* counted here only if there is a limit on it */
	} team;
	struct acq_worker workers[ACQ_MAX_WORKERS];
};

#endif
