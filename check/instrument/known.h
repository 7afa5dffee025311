/*
 * What is known on the way through a piece of code without jumps to it: which registers and words of memory
 * hold equal values, and which accesses the compiler's own instrumentation has announced.
 *
 * A value is a sum of unknowns with factors, and a number. Each unknown has a random number of 64 bits, and
 * the sum is kept modulo 2^64: two values are taken for equal if these sums are.
 */
#ifndef ACQREL_INSTRUMENT_KNOWN_H
#define ACQREL_INSTRUMENT_KNOWN_H

#include "instrument/instruction.h"
#include "instrument/operand.h"

struct value {
	uint64_t unknown;
	int64_t number;
};

struct announced {
	struct value address;
	uint64_t size;
	bool write;
	bool once; /* for one read of just these bytes */
	bool made; /* an access of just these bytes has followed */
};

struct remembered { /* what is in memory */
	struct value address, value;
	uint32_t size;
};

#define MAX_ANNOUNCED  32 /* of the last ones: what is forgotten is announced again */
#define MAX_REMEMBERED 32

struct known {
	struct value registers[16];
	struct announced announced[MAX_ANNOUNCED];
	struct remembered remembered[MAX_REMEMBERED];
	unsigned announced_count, remembered_count;
	struct value object, table; /* the one whose virtual table is read next, and that table */
};

/* Nothing is known, but for the registers that hold the address of a symbol in the whole function. */
void known_forget(struct known *k, char *const symbols[16]);

/* The address of its operand in memory. */
struct value known_address(const struct known *k, const struct instruction *i, const struct written *w);

/* Whether its operand in memory is in a virtual table, which nothing can write. */
bool known_is_table(const struct known *k, const struct instruction *i);

/* The instruction was executed. statement: as it is written. */
void known_step(struct known *k, const struct instruction *i, const struct written *w, const char *statement,
                enum syntax syntax);

/* A call of this function was executed. Whether it is one of the compiler's that announce an access. */
bool known_call(struct known *k, const char *function);

/* An access was announced; others may have run before that. */
void known_announce(struct known *k, struct value address, uint64_t size, bool write);

/*
 * clang leaves an atomic load where it was, behind the call that stands for it, although nobody uses what it
 * reads. Whether this read of `size` bytes is such an original. Asked of each of them in their order.
 * is_unused: nobody uses what it reads; then its address need not be known.
 */
bool known_is_original(struct known *k, struct value address, uint64_t size, bool is_unused);

/*
 * Whether a load of `size` bytes is one of fewer bytes at the same address that was announced and has not
 * been made yet: compilers load more where that is shorter, and use what was meant.
 */
bool known_is_wider(struct known *k, struct value address, uint64_t size);

/* An access of these bytes is made. */
void known_make(struct known *k, struct value address, uint64_t size);

/* Whether an access of these bytes needs no other announcement. */
bool known_is_announced(const struct known *k, struct value address, uint64_t size, bool write);

#endif
