/* What a step of the reported execution is, and its threads. Addresses are the checked process's own. */
#ifndef ACQREL_PROTOCOL_STEP_H
#define ACQREL_PROTOCOL_STEP_H

#include <stdint.h>

/* C11 memory orders as they appear in steps. */
enum acq_order {
	ACQ_RELAXED,
	ACQ_CONSUME,
	ACQ_ACQUIRE,
	ACQ_RELEASE,
	ACQ_ACQ_REL,
	ACQ_SEQ_CST,
	ACQ_LIGHT = 7, /* of fences only: <acqrel/fence.h> */
	ACQ_HEAVY,
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
	ACQ_OP_NEGATE,
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
	ACQ_CALL_SEM_WAIT, /* all calls that wait: perhaps without success */
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
	ACQ_CALL_WORD,        /* of a word that its thread waits on until it has another value */
	/*
	 * of a function of libacqrel, made of other steps by the report; or of any library, if that specifies
	 * what its calls do
	 */
	ACQ_CALL_LIBRARY = 40,
	ACQ_CALL_LIBRARY_SLEEPS, /* for the runtime only: one in which a thread sleeps */
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
/* the read sees what its source released: a happens-before edge from -> here */
#define ACQ_STEP_SYNCHRONIZES 2u
/* it misses newer writes: `newest` is the newest of those above it, or of all if they are below */
#define ACQ_STEP_STALE    4u
#define ACQ_STEP_SPURIOUS 8u  /* a weak compare-exchange that failed although it read what it expected */
#define ACQ_STEP_VALUE    16u /* a plain read of `size` bytes whose value is known: value_read */
#define ACQ_STEP_VOLATILE 32u /* a plain access that is volatile */
#define ACQ_STEP_ASSEMBLY 64u /* an instruction of the program's own assembly: its order is the processor's */

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
	/* plain accesses: how many like it (same line, adjacent addresses) were merged; else 1 */
	uint32_t repeat;
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

#endif
