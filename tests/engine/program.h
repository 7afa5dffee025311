/*
 * Small programs in a language of their own: threads of atomic operations, in which what was read may
 * decide what is written and what is done. Nothing here knows how they are run.
 */
#ifndef ACQREL_TESTS_ENGINE_PROGRAM_H
#define ACQREL_TESTS_ENGINE_PROGRAM_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#define MAX_THREADS      4
#define MAX_LOCATIONS    4
#define MAX_INSTRUCTIONS 8 /* of one thread */

enum code {
	I_LOAD,
	I_STORE,
	I_EXCHANGE,
	I_ADD,
	I_SUB,
	I_AND,
	I_OR,
	I_XOR,
	I_NAND,
	I_CAS,
	I_LOCK,    /* 0 becomes 1; a thread that finds something else goes no further */
	I_TRYLOCK, /* 0 becomes 1, if it is 0 */
	I_ONCE,    /* 0 becomes 1; a thread that finds 1 goes no further */
	I_UNLOCK,  /* stores 0 */
	I_FENCE,
	I_CHOOSE, /* reads one of 0 … constant-1 */
	I_IF,     /* unless a register holds a constant, the next `skip` instructions are not done */
	I_CREATE,
	I_JOIN,
};

/* As they are numbered in <stdatomic.h>. */
enum memory_order_name { M_RELAXED, M_CONSUME, M_ACQUIRE, M_RELEASE, M_ACQ_REL, M_SEQ_CST };

/* The value is the constant plus what an earlier instruction of the thread read (0 if it was not done). */
struct operand {
	uint8_t constant;
	int8_t from; /* that instruction, or -1 */
};

/* All values are bytes. */
struct instruction {
	uint8_t code, order, order_failure;
	uint8_t location;
	struct operand value, expected; /* IF: expected.from is compared with expected.constant */
	uint8_t skip;
	uint8_t thread; /* CREATE, JOIN */
};

struct code_of_thread {
	struct instruction at[MAX_INSTRUCTIONS];
	uint8_t length;
	bool created; /* by some I_CREATE; else it is there from the beginning */
};

struct program {
	uint8_t thread_count, location_count;
	uint8_t initial[MAX_LOCATIONS];
	struct code_of_thread threads[MAX_THREADS];
};

static inline bool code_may_read(uint8_t code)
{
	return code <= I_ONCE && code != I_STORE;
}

static inline bool code_may_write(uint8_t code)
{
	return code <= I_UNLOCK && code != I_LOAD;
}

static inline bool code_has_location(uint8_t code)
{
	return code <= I_UNLOCK;
}

/* Whether an instruction reads and writes, given what it read; and what it writes. */
bool instruction_writes(const struct instruction *i, uint8_t read, uint8_t expected);
uint8_t instruction_result(const struct instruction *i, uint8_t read, uint8_t value);

uint8_t operand_value(struct operand o, const uint8_t *registers);

/* What location l is called. */
static inline char location_name(int l)
{
	return (char)("xyzw"[l]);
}

void program_print(const struct program *p, FILE *out);

/* A random program, always the same for the same seed. */
void program_generate(struct program *p, uint64_t seed);

#endif
