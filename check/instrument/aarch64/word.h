/* What one A64 instruction does to memory. All of them are words of 32 bits. */
#ifndef ACQREL_INSTRUMENT_AARCH64_WORD_H
#define ACQREL_INSTRUMENT_AARCH64_WORD_H

#include <stdbool.h>
#include <stdint.h>

enum word_kind {
	WORD_NO_ACCESS,
	WORD_PLAIN,
	WORD_ORDERED, /* a load that acquires, or a store that releases */
	WORD_EXCLUSIVE_LOAD,
	WORD_EXCLUSIVE_STORE,
	WORD_MODIFY, /* an operation of LSE; word_operation says which */
	WORD_COMPARE_SWAP,
	WORD_LITERAL, /* of a constant between the instructions */
	/* it accesses memory in another way, or something else that is not known here */
	WORD_OBSCURE,
};

enum { NO_REGISTER = -1, STACK_POINTER = 31, ZERO_REGISTER = 31 };

struct word {
	uint32_t bits;
	enum word_kind kind;
	bool reads, writes;
	bool acquires, releases;
	bool is_processor_consistent; /* the acquire of ldapr, which a stlr before it may pass */
	bool is_vector, is_pair;
	bool loads_all;   /* a general register of 8 bytes from as many */
	bool writes_back; /* the new address to its base */
	uint32_t size;    /* in bytes, of all that it accesses */
	int base;
	int index;       /* a general register, or NO_REGISTER */
	unsigned extend; /* of the index, as the instruction has it: 2 uxtw, 3 lsl, 6 sxtw, 7 sxtx */
	unsigned shift;
	int64_t offset;  /* 0 where the address after it is new only afterwards */
	int64_t advance; /* of what is written back; if behind_index is set, nobody knows */
	bool behind_index;
	/* Its registers: what is loaded or stored, the second of two, and status, or operand, or expected. */
	int target, second, other;
};

struct word word_decode(uint32_t bits);

/* Bits 14 to 12 of WORD_MODIFY, and 8 for a swap. */
enum word_operation {
	WORD_ADD,
	WORD_CLEAR,
	WORD_FLIP,
	WORD_SET,
	WORD_SMAX,
	WORD_SMIN,
	WORD_UMAX,
	WORD_UMIN,
	WORD_SWAP
};

enum word_operation word_operation(const struct word *w);

#endif
