/*
 * Memory that code of libc or a C++ library changes without being seen: blocks that it has allocated for
 * itself, and objects whose state it keeps to itself. All of it is saved with every snapshot, so that it
 * comes back as it was.
 */
#ifndef ACQREL_RT_OPAQUE_H
#define ACQREL_RT_OPAQUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Before the program runs: finds the libraries. */
void opaque_init(void);

/* Whether code of one of them goes on at this address. */
bool opaque_is_library(uint64_t pc);

/* From now on, and no longer. That it is not there is no error. */
void opaque_add(uint64_t address, size_t size);
void opaque_remove(uint64_t address);

/* A snapshot has been taken. */
void opaque_save(void);

#endif
