/*
 * Small programs in a language of their own: threads of atomic operations, in which what was read may
 * decide what is written and what is done. Nothing here knows how they are run.
 */
#ifndef ACQREL_TESTS_ENGINE_PROGRAM_H
#define ACQREL_TESTS_ENGINE_PROGRAM_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#define MAX_THREADS   4
#define MAX_LOCATIONS 4
/* Of one thread; and of those that are random from the first to the last. */
#ifdef LARGE_PROGRAMS
#define MAX_INSTRUCTIONS 32
#else
#define MAX_INSTRUCTIONS 16
#endif
#define MAX_RANDOM 8

enum code {
	I_LOAD,
	/* a load under a queue's lock; unless it finds expected.constant, the next `skip` are not done */
	I_LOOK,
	I_AWAIT, /* a load; a thread that finds something else than expected.constant goes no further */
	I_STORE,
	I_EXCHANGE,
	I_ADD,
	I_SUB,
	I_AND,
	I_OR,
	I_XOR,
	I_NAND,
	I_CAS,
	I_WEAK_CAS, /* may fail although it reads what it expects */
	I_LOCK,     /* 0 becomes 1; a thread that finds something else goes no further */
	/*
	 * the same, and a 0 is of no use unless others have seen a lock of the thread before, or it has
	 * changed something
	 */
	I_POLL_LOCK,
	I_TRYLOCK, /* 0 becomes 1, if it is 0 */
	I_ONCE,    /* 0 becomes 1; a thread that finds 1 goes no further */
	I_TAKE,    /* 1 less, or 2 less where there are so many; a thread that finds 0 goes no further */
	/* On a queue, a location that holds a bit for each thread that sleeps: */
	I_ENTER,    /* its own bit, the value, is set */
	I_WAKE_ONE, /* the lowest bit, or else the highest, is taken away, */
	/* or all of them; writes nothing if there is none, unless it comes after something held */
	I_WAKE_ALL,
	I_MOVE_OUT, /* all are taken away, */
	I_MOVE_IN,  /* and set here */
	I_UNLOCK,   /* stores 0 */
	I_FENCE,
	I_CHOOSE,  /* reads one of 0 … constant-1 */
	I_IF,      /* unless a register holds a constant, the next `skip` instructions are not done */
	I_IF_LESS, /* likewise unless it holds less, */
	I_IF_MORE, /* or more */
	/* unless a register holds a constant, the thread goes no further, and that is nobody's fault */
	I_ASSUME,
	I_SLEEP, /* comes after ENTER: until the own bit has been taken away */
	I_CREATE,
	I_JOIN,
	/* Plain accesses of an object, by its number in `location`; the engine has no such thing. */
	I_PLAIN_READ,
	I_PLAIN_WRITE, /* of the constant */
};

/* As they are numbered in <stdatomic.h>. */
enum memory_order_name { M_RELAXED, M_CONSUME, M_ACQUIRE, M_RELEASE, M_ACQ_REL, M_SEQ_CST };

/* Of fences only, as the engine numbers them: engine/asymmetric.c. */
enum asymmetric_fence { M_LIGHT = 7, M_HEAVY };

/* The value is the constant plus what an earlier instruction of the thread read (0 if it was not done). */
struct operand {
	uint8_t constant;
	int8_t from; /* that instruction, or -1 */
};

struct instruction {
	uint8_t code, order, order_failure;
	uint8_t location;
	struct operand value, expected; /* IF, ASSUME: expected.from is compared with expected.constant */
	uint8_t skip;
	uint8_t thread;     /* CREATE, JOIN */
	uint8_t queue;      /* the location, plus one, whose lock it is done under; 0: none */
	uint8_t step_index; /* so many instructions before it belong to the same step */
	/* the thread's instructions with the same number find it in the same state; 0: no other does */
	uint8_t state;
	bool turn;     /* a turn of a loop begins here */
	bool blind;    /* what it reads is not used: it may commute with others */
	uint8_t bytes; /* of the location, that it accesses; 0: all of it */
};

struct code_of_thread {
	struct instruction at[MAX_INSTRUCTIONS];
	uint8_t length;
	bool created; /* by some I_CREATE; else it is there from the beginning */
};

struct program {
	uint8_t thread_count, location_count;
	uint8_t initial[MAX_LOCATIONS];
	uint8_t size[MAX_LOCATIONS]; /* bytes: values are unsigned and wrap around */
	bool parts[MAX_LOCATIONS];   /* some instructions access a part of it */
	struct code_of_thread threads[MAX_THREADS];
	bool c11_sequences; /* see engine/graph.h */
};

static inline bool code_may_read(uint8_t code)
{
	return code <= I_MOVE_IN && code != I_STORE;
}

static inline bool code_may_write(uint8_t code)
{
	return code <= I_UNLOCK && code > I_AWAIT;
}

static inline bool code_has_location(uint8_t code)
{
	return code <= I_UNLOCK;
}

static inline bool code_compares(uint8_t code)
{
	return code == I_CAS || code == I_WEAK_CAS;
}

static inline bool code_is_lock(uint8_t code)
{
	return code >= I_LOCK && code <= I_TAKE;
}

static inline bool code_is_on_queue(uint8_t code)
{
	return code >= I_ENTER && code <= I_MOVE_IN;
}

static inline bool code_has_two_variants(uint8_t code)
{
	return code == I_WEAK_CAS || code == I_TAKE || code == I_WAKE_ONE;
}

static inline bool code_is_if(uint8_t code)
{
	return code >= I_IF && code <= I_IF_MORE;
}

/* Whether it looks at a register that must have been read. */
static inline bool code_needs_register(uint8_t code)
{
	return code >= I_IF && code <= I_ASSUME;
}

/* Whether, having read this, it has a second way to turn out. */
static inline bool code_has_second_variant(uint8_t code, uint64_t read, uint64_t expected)
{
	if (code == I_WAKE_ONE)
		return read & (read - 1);
	return code == I_TAKE ? read >= 2 : code == I_WEAK_CAS && read == expected;
}

/*
 * Whether an instruction that has read this, with others in its past who have seen a lock of its thread or
 * not, writes, if it does not fail spuriously; what it writes; and whether its thread goes no further,
 * because it needs another value.
 */
bool instruction_writes(const struct instruction *i, uint64_t read, bool seen, uint64_t expected);
uint64_t instruction_result(const struct instruction *i, uint64_t read, uint64_t value);
bool instruction_waits(const struct instruction *i, uint64_t read, bool seen);

/* Whether an I_IF or I_ASSUME finds what it is about. */
bool instruction_holds(const struct instruction *i, const uint64_t *registers);

/*
 * Whether a location is an object, as engine/unblock.c says: nothing stores to it but unlocks by threads that
 * have locked it, and if there are any, it is used as a mutex only.
 */
bool program_has_object(const struct program *p, uint8_t location);

/* The constant plus the register. */
uint64_t operand_value(struct operand o, const uint64_t *registers);

/* What is left of a value in a location, or in the part of it that an instruction accesses. */
uint64_t program_value(const struct program *p, const struct instruction *in, uint64_t value);

/* The bytes of its location that an instruction accesses. */
uint8_t program_bytes(const struct program *p, const struct instruction *in);

/* The operand of an instruction. Of all of a location with parts each byte gets the constant. */
uint64_t program_operand(const struct program *p, const struct instruction *in, struct operand o,
                         const uint64_t *registers);

/* Whether it stores to a part of its location. */
static inline bool instruction_stores_part(const struct instruction *in)
{
	return in->bytes && (in->code == I_STORE || in->code == I_UNLOCK);
}

/* What location l is called. */
static inline char location_name(int l)
{
	return (char)("xyzw"[l]);
}

/* Whether two threads have the same code, but that each sleeps under a bit of its own. */
bool program_is_same(const struct program *p, unsigned one, unsigned other);

void program_print(const struct program *p, FILE *out);

/* A random program, always the same for the same seed. The second kind sleeps and wakes. */
void program_generate(struct program *p, uint64_t seed);
/* The same with many fences, and little else. */
void program_generate_fences(struct program *p, uint64_t seed);
/* Makes light and heavy fences of most fences; twins: of those at the same place the same. */
void program_make_asymmetric(struct program *p, uint64_t seed, bool twins);
void program_generate_sleepers(struct program *p, uint64_t seed);

/* Accesses of different sizes to the same bytes. */
void program_generate_parts(struct program *p, uint64_t seed);
/* One whose threads wait for mutexes and counters that nothing else is done with. */
void program_generate_waiters(struct program *p, uint64_t seed);

/* Threads that add to counters, which others read later: for counters_compare. */
void program_generate_counters(struct program *p, uint64_t seed);

/* Threads that run the same, made of one of the programs of the kinds above: for twins_compare. */
void program_generate_twins(struct program *p, uint64_t seed);

/* Loops whose turns take back what they do: for turns_compare. */
void program_generate_turns(struct program *p, uint64_t seed);

#endif
