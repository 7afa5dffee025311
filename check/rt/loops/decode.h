/* x86-64 machine code, as far as frames.c wants to know it. */
#ifndef ACQREL_RT_DECODE_H
#define ACQREL_RT_DECODE_H

#include <stdbool.h>
#include <stdint.h>

enum { RAX, RCX, RDX, RBX, RSP, RBP, RSI, RDI, R8, R9, R10, R11, R12, R13, R14, R15, NO_REGISTER };

#define BIT(r) (1u << (r))

enum flow {
	FLOW_NEXT,   /* goes on behind it */
	FLOW_JUMP,   /* at `target` */
	FLOW_BRANCH, /* at either */
	/* behind it, when the function at `target` has returned; 0: which is not known here */
	FLOW_CALL,
	FLOW_RETURN,  /* at its caller */
	FLOW_NOWHERE, /* traps */
};

enum what {             /* what it does with registers, where that matters */
	    WHAT_OTHER, /* writes `sets`, from `uses` and memory */
	    WHAT_COPY,  /* of 8 bytes: register `from` to `to` */
	    WHAT_LEA,   /* the address of its memory operand to `to` */
	    WHAT_ADD,   /* `immediate` to `to`, 8 bytes */
	    WHAT_PUSH,  /* `from`, or NO_REGISTER: something else */
	    WHAT_POP,   /* `to` */
	    WHAT_LEAVE,
	    WHAT_STRING,  /* rep movs and the like: through rsi and rdi, as long as it likes */
	    WHAT_COMPARE, /* sets flags only */
};

struct instruction {
	uint8_t length;
	uint8_t flow, what;
	uint8_t from, to;
	/* registers that it reads, but for its operand's address; that it overwrites as a whole */
	uint16_t uses, sets;
	uint16_t changes; /* that it writes at all */
	/* the flags; vector registers, which it never overwrites all of */
	bool sets_flags, reads_flags, reads_vectors;
	uint64_t target;
	int64_t immediate;
	bool memory; /* it has a memory operand: */
	bool reads, writes;
	bool elsewhere; /* for certain not on the stack: relative to rip, or in a segment */
	uint8_t base, index, size;
	int32_t displacement;
};

/* False: an instruction that is not known here. */
bool decode(const uint8_t *code, struct instruction *i);

#endif
