/*
 * Memory for the engine: arrays that grow in place.
 *
 * Each array owns a large reserved stretch of address space and only touches what it uses, so that
 * pointers into it stay valid while it grows and nothing is ever copied or given back in the middle.
 */
#ifndef ACQREL_ENGINE_MEMORY_H
#define ACQREL_ENGINE_MEMORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Reserves up to max bytes of zero-filled, not yet committed memory, fewer where the system refuses so
 * much; *got is what it gave. Never returns NULL: if not even 1 MiB can be had, the process ends with a
 * sentence on standard error.
 */
void *engine_reserve(size_t max, size_t *got);

/* The same for memory that processes forked later share. */
void *engine_reserve_shared(size_t max, size_t *got);

/* The same at this address. */
void *engine_reserve_at(void *address, size_t max, size_t *got);

/*
 * The same for what only engine_commit makes usable: stacks, on which a signal may come before they are
 * touched.
 */
void *engine_reserve_stacks(size_t max, size_t *got);
void engine_commit(void *start, size_t size);

/*
 * A program that calls the first, before anything is reserved, has a handler of SIGSEGV that calls the second
 * with the address of each access that faults; true: it was to one of these arrays, and can be made again.
 */
void engine_expect_faults(void);
bool engine_commit_at(uintptr_t address);

/* Ends the process with a sentence: an array outgrew what could be reserved. */
_Noreturn void engine_out_of_memory(const char *what);

#endif
