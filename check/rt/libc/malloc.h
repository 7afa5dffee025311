/* malloc() for the runtime, and malloc() of the program's own: see malloc.c. */
#ifndef ACQREL_RT_MALLOC_H
#define ACQREL_RT_MALLOC_H

#include "rt/rt.h"

/* For programs that define malloc() themselves (malloc.c): theirs, or NULL. */
extern struct own_heap {
	void *(*allocate)(size_t);
	void (*release)(void *);
} malloc_own;

/*
 * Calls it for the program's call that returns to pc. As its entry is noted: where it returns to for a
 * reader.
 */
void *malloc_call_own(size_t size, uint64_t pc);
uint64_t malloc_called_from(uint64_t pc);

/*
 * As a function of libc, which returns to pc, allocates what the program is to free; about: enum acq_choice.
 */
void *malloc_for_library(uint8_t about, size_t size, uint64_t pc);

/* The same of one that frees what the program has allocated, or makes it larger or smaller. */
void malloc_free_for_library(void *p, uint64_t pc);
void *malloc_resize_for_library(void *p, size_t old, size_t size, uint64_t pc);
void malloc_init(void);
void malloc_check_entry(uint64_t pc);

#endif
