/* The program's heap: see heap.c, and heap_blocks.c for its blocks. */
#ifndef ACQREL_RT_HEAP_H
#define ACQREL_RT_HEAP_H

#include "rt/rt.h"

struct block {
	uint64_t address;
	size_t size;
	uint16_t thread, free_thread;
	bool freed;
	bool reached,
		held; /* leaks.c: a pointer of the program leads to it; one in another lost block does */
	uint32_t alloc_epoch, free_epoch; /* its thread's events before it */
	uint64_t alloc_pc;
	uint32_t snapshot; /* the last one before it was allocated */
	bool cleared;      /* it came with zeros, or counts as written for another reason */
	bool opaque;       /* the C++ library has allocated it for itself */
	uint8_t origin;    /* enum origin: what it has to be given back to */
	bool wrapped;      /* new has got it through a malloc() of the program's own */
	uint32_t serial;   /* of the undo log */
};

enum origin { FROM_MALLOC, FROM_NEW, FROM_NEW_ARRAY };

#define ARENA_BASE ((uint64_t)0x100000000000) /* far from where the kernel puts anything by itself */

extern uint64_t heap_end; /* of the last arena that there is */

static inline bool heap_is(uint64_t address)
{
	return address - ARENA_BASE < heap_end - ARENA_BASE;
}

/* The block that the address lies in or just behind; NULL if there is none near. */
struct block *heap_block(uint64_t address);

/* Checks that an access to heap memory lies in a living block. */
void heap_check(uint64_t address, size_t size, bool write, uint64_t pc);

/* Checks that the block's allocation happens before an access to it that raced with nothing else. */
void heap_check_birth(uint64_t address, size_t size, uint8_t kind, const struct event *atomic, uint64_t pc);

/* free() of the program's. */
void heap_free(uint64_t address, uint64_t pc);

/*
 * The same for blocks of that origin and, unless it is UNKNOWN_SIZE, that size: others are errors
 * (new.c).
 */
#define UNKNOWN_SIZE SIZE_MAX
void heap_give_back(uint64_t address, enum origin origin, size_t size, uint64_t pc);

/*
 * An execution has been taken back to its beginning: clears what its blocks held. For programs with
 * rt.uninstrumented.
 */
void heap_clear(void);

void heap_each_living(void (*f)(struct block *));

void heap_set_origin(uint64_t address, enum origin origin, bool wrapped);

/* For C code of the runtime that allocates on behalf of the program. NULL: out of arena. */
void *heap_allocate(size_t size, size_t align, uint64_t pc);

/* The block just allocated counts as written. */
void heap_cleared(const void *p);

#endif
