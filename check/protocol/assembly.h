/*
 * Between the instrumentation of assembly (check/instrument) and the runtime (rt/memory/assembly.c): what an
 * instruction of the program's own assembly does to memory, or to what else the runtime has to know.
 *
 * The instrumented program does this before such an instruction:
 *
 *	leaq -128(%rsp), %rsp		the red zone stays
 *	pushq %rdi
 *	pushq %rsi
 *	leaq <memory operand>, %rdi	if there is one
 *	leaq <operation>(%rip), %rsi	a struct assembly_operation
 *	call acqrel_assembly
 *	popq %rsi
 *	popq %rdi
 *	leaq 128(%rsp), %rsp
 *
 * The call changes no register and no flag. The instruction itself follows and is executed, except where
 * ASSEMBLY_INSTEAD is set: then the call has done all of it, and has changed the registers that the
 * instruction changes.
 */
#ifndef ACQREL_PROTOCOL_ASSEMBLY_H
#define ACQREL_PROTOCOL_ASSEMBLY_H

#include <stdint.h>

enum assembly_op {
	ASSEMBLY_LOAD,  /* acquire: what a load promises on x86 */
	ASSEMBLY_STORE, /* release: what a store promises there */
	ASSEMBLY_FENCE, /* seq_cst */
	/* Read-modify-writes, each with fences of seq_cst before and behind it, as `lock` promises. */
	ASSEMBLY_ADD,
	ASSEMBLY_SUB,
	ASSEMBLY_AND,
	ASSEMBLY_OR,
	ASSEMBLY_XOR,
	ASSEMBLY_EXCHANGE,
	/* expects rax; of 16 bytes, and from ASSEMBLY_PAIR: rdx:rax, and writes rcx:rbx */
	ASSEMBLY_COMPARE_EXCHANGE,
	ASSEMBLY_NEGATE,
	ASSEMBLY_ADD_CARRY, /* of the source and the carry flag */
	ASSEMBLY_SUB_CARRY,
	ASSEMBLY_BIT_SET, /* of the bit with the source's number, modulo the operand's size */
	ASSEMBLY_BIT_CLEAR,
	ASSEMBLY_BIT_FLIP,
	ASSEMBLY_CLOCK,       /* rdtsc, rdtscp (source: 1): sets rax and rdx (rcx), instead */
	ASSEMBLY_SYSTEM_CALL, /* as the kernel's: sets rax, rcx and r11, instead */
	/* Plain accesses of lanes of a vector, and the like: `immediate` is a struct assembly_lanes. */
	ASSEMBLY_LANES,
	/* What bt and bts without lock access, where the number of the bit is in a register. */
	ASSEMBLY_BIT_LOAD,  /* acquire */
	ASSEMBLY_BIT_READ,  /* plain */
	ASSEMBLY_BIT_WRITE, /* plain, after the same read */
	ASSEMBLY_STACK,     /* the address, or with `immediate` what is there, becomes the stack pointer */
	ASSEMBLY_UNKNOWN,   /* something that is not modelled: unsupported when it is reached */
};

/* Of `source`; below 16 a register by its number in machine code, from 16 to 19 ah, ch, dh and bh. */
#define ASSEMBLY_IMMEDIATE 32
#define ASSEMBLY_PAIR      33 /* two registers of 4 bytes: see ASSEMBLY_COMPARE_EXCHANGE */

#define ASSEMBLY_INSTEAD  1u
#define ASSEMBLY_COMPILED 2u /* the compiler has made it; else somebody has written it */

enum assembly_mask {
	ASSEMBLY_ALL,     /* no mask */
	ASSEMBLY_VECTOR,  /* the highest bit of each element of a vector register, as long as the lanes are */
	ASSEMBLY_MMX,     /* the same of an MMX register */
	ASSEMBLY_BITS,    /* a bit for each lane in a mask register of AVX-512 */
	ASSEMBLY_ANY_BIT, /* one element for all lanes, if any lane's bit is set there */
	ASSEMBLY_PACKED,  /* as many elements, one behind the other, as bits are set there */
};

#define ASSEMBLY_NO_INDEX 255
#define ASSEMBLY_INDEX_AL 254

/* Elements, as many as `count` says, as long as the operation's `size`. */
struct assembly_lanes {
	uint8_t writes; /* else it reads */
	uint8_t kind;   /* enum assembly_mask */
	uint8_t mask;   /* the register's number */
	uint8_t count;
	uint8_t index; /* a vector register's number: each lane has its own address */
	uint8_t index_size;
	uint8_t scale;
	uint8_t unused;
};

struct assembly_operation {
	uint8_t op;     /* enum assembly_op */
	uint8_t size;   /* of the memory operand: 1, 2, 4, 8 or 16 */
	uint8_t source; /* where the second operand is */
	uint8_t flags;
	int32_t text; /* how far from here the instruction's text begins, which ends with a zero byte */
	int64_t immediate;
};

#endif
