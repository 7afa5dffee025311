/*
 * What is known on the way through a piece of code without jumps to it: which registers and words of memory
 * hold equal values, and which accesses the compiler's own instrumentation has announced.
 */
#ifndef ACQREL_INSTRUMENT_KNOWN_H
#define ACQREL_INSTRUMENT_KNOWN_H

#include "instrument/value.h"

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

#define KNOWN_REGISTERS 32 /* by their numbers in machine code; x86-64 has 16 */

/* Those that point to the stack and to the frame, on this processor. */
extern const unsigned known_stack, known_frame;

struct known {
	struct value registers[KNOWN_REGISTERS];
	struct announced announced[MAX_ANNOUNCED];
	struct remembered remembered[MAX_REMEMBERED];
	unsigned announced_count, remembered_count;
	struct value object, table; /* the one whose virtual table is read next, and that table */
};

/* Nothing is known, but for the registers that hold the address of a symbol in the whole function. */
void known_forget(struct known *k, char *const symbols[KNOWN_REGISTERS]);

/* What is in memory: an unknown if it is not remembered, and the same the next time. */
struct value known_memory(struct known *k, struct value address, uint32_t size);

/* It was written to. */
void known_memory_changes(struct known *k, struct value address, uint64_t size);

/* After that: what is there now. */
void known_memory_holds(struct known *k, struct value address, uint32_t size, struct value v);

/* Whether the call is one that announces an access to the runtime, which keeps no address. */
bool known_is_announcement(const char *call);

/*
 * A call of this function was executed, with these first two arguments; what it does to registers is the
 * caller's to know. Whether it is one of the compiler's that announce an access.
 */
bool known_called(struct known *k, const char *function, struct value address, struct value size);

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
