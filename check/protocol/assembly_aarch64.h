/*
 * Between the instrumentation of assembly (check/instrument/aarch64) and the runtime
 * (rt/abi/assembly_aarch64.c): what an instruction of the program's own assembly does to memory, or to what
 * else the runtime has to know. As protocol/assembly.h, for aarch64.
 *
 * The instrumented program does this before such an instruction:
 *
 *	stp x0, x1, [sp, #-48]!
 *	stp x16, x17, [sp, #16]
 *	str x30, [sp, #32]
 *	add x0, <base>, <offset>		if there is an operand in memory
 *	adrp x1, <operation>; add x1, …		a struct assembly_aarch64
 *	bl acqrel_assembly
 *	ldr x30, [sp, #32]
 *	ldp x16, x17, [sp, #16]
 *	ldp x0, x1, [sp], #48
 *
 * The call changes no other register and no flag. The instruction itself follows and is executed on memory,
 * where it finds what the graph says that it reads; but for those that the call does instead.
 */
#ifndef ACQREL_PROTOCOL_ASSEMBLY_AARCH64_H
#define ACQREL_PROTOCOL_ASSEMBLY_AARCH64_H

#include <stdint.h>

enum assembly_aarch64_op {
	ARM_LOAD,
	ARM_STORE,
	ARM_FENCE,
	ARM_ADD,
	ARM_SUB,
	ARM_CLEAR, /* and with the operand's complement */
	ARM_AND,
	ARM_OR,
	ARM_XOR,
	ARM_EXCHANGE,
	ARM_COMPARE_EXCHANGE,
	ARM_CLOCK,       /* to the register `result`, instead */
	ARM_SYSTEM_CALL, /* instead */
	ARM_UNKNOWN,     /* something that is not modelled: unsupported when it is reached */
};

/* Orders, as this processor has them. */
enum { ARM_RELAXED, ARM_ACQUIRE, ARM_RELEASE, ARM_SEQ_CST };

#define ARM_IMMEDIATE 32 /* as a register: the number in `immediate` */

/* Flags. */
enum {
	ARM_COMPARES_4 = 1, /* four bytes, whatever the size of the operand: those beyond it are zero there */
	ARM_COMPARES_8 = 2,
	ARM_COMPLEMENT = 4,  /* of the source, is what is meant */
	ARM_STORES_ONLY = 8, /* a fence that orders nothing else */
	ARM_PAIRS = 16,      /* source and expected are two registers each, from this one on */
};

struct assembly_aarch64 {
	uint8_t op, size, order;
	uint8_t failure;                  /* the order of a compare-exchange that fails */
	uint8_t source, expected, result; /* registers; 31 is zero */
	uint8_t flags;
	int32_t text; /* how far from here the instruction's text begins, which ends with a zero byte */
	int32_t unused;
	int64_t immediate; /* of the one register that is ARM_IMMEDIATE */
};

#endif
