/*
 * Memory that is allocated before main, by constructors of static objects. It is there in every execution, as
 * it was when main began: instrumented code has its changes undone like those of a variable, and where memory
 * is written without telling (uninstrumented.h) it is brought back by comparison. Pointers in it count when
 * leaks are looked for. In a native run, and for what libc allocates for itself, libc's own heap is used.
 */
#ifndef ACQREL_RT_EARLY_H
#define ACQREL_RT_EARLY_H

#include "rt/rt.h"

/*
 * Whether the call that returns to pc comes before main, in a process that will be explored, and not from
 * libc itself: what is done then belongs to the program as it is when main begins.
 */
bool early_calls(uint64_t pc);

/*
 * The call that returns to pc, outside the program's run, asks for a block; from libc's heap if it is not
 * early.
 */
void *early_or_libc_allocate(size_t size, size_t align, uint64_t pc);
void *early_or_libc_clear(size_t n, size_t size, uint64_t pc);
void *early_or_libc_grow(void *p, size_t size, uint64_t pc);

/* Whether the address lies in early memory; the size of the early block that begins there, 0 if none does. */
bool early_is(uint64_t address);
size_t early_size(uint64_t address);

/* Calls back with each stretch that blocks lie in. */
void early_each(void (*visit)(uint64_t start, uint64_t end));

#endif
