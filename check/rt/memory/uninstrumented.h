/*
 * Programs with code that accesses memory without telling the runtime: built by a compiler that acqrel cc did
 * not drive, or with libraries that are not instrumented. What such code writes has to be undone all the
 * same, and must not look as if it had never been written.
 *
 * So rt.uninstrumented is set for them. Each execution then begins in main, with all variables as they were
 * before; heap blocks count as written from the start; and atomics are kept in memory too, where a plain
 * write to them can be noticed.
 */
#ifndef ACQREL_RT_UNINSTRUMENTED_H
#define ACQREL_RT_UNINSTRUMENTED_H

#include <stdbool.h>
#include <stdint.h>

/* Finds out whether the program is such a one, and if so keeps what its variables hold. */
void uninstrumented_init(void);

/* An execution begins: brings back what the undo log does not know of. */
void uninstrumented_restore(void);

/*
 * Whether this function allocates or frees: the runtime's stands in front of any other everywhere, and does
 * the same.
 */
bool uninstrumented_is_allocation(const char *name);

#endif
