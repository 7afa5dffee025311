/*
 * <acqrel/allocator.h>: where the library's objects that need memory get it from.
 *
 * Calls that allocate take a `const ar_allocator *`; NULL is malloc and free. The object keeps the pointer
 * and gives its memory back through it, from whichever thread is the last to use it.
 */
#ifndef ACQREL_ALLOCATOR_H
#define ACQREL_ALLOCATOR_H

#include <stddef.h>

/*
 * Both functions get `context`, and must be safe to call from any thread.
 *
 * allocate: `size` bytes (never 0) at a multiple of `alignment` (a power of two), or NULL if there are none.
 * release:  takes back what allocate gave for the same size and alignment.
 */
typedef struct ar_allocator {
	void *(*allocate)(void *context, size_t size, size_t alignment);
	void (*release)(void *context, void *memory, size_t size, size_t alignment);
	void *context;
} ar_allocator;

#endif
