/* Plain memory: see plain.c. */
#ifndef ACQREL_RT_PLAIN_H
#define ACQREL_RT_PLAIN_H

#include "rt/rt.h"

/* The program is about to access memory; does not return if that is an error. */
void plain_access(uint64_t address, size_t size, bool write, uint64_t pc);

/* The same with the program's registers. */
struct hook_frame;
void plain_access_from(uint64_t address, size_t size, bool write, const struct hook_frame *frame);

/* How many bytes from an address on, at most n, have all been written, or else have all not. */
size_t plain_run(uint64_t address, size_t n, bool *written);

/* Checks an atomic access that has just happened against plain ones. */
void plain_check_atomic(uint32_t location, const struct event *e);

/* free() is about to end the block's life: it counts as a write to all of it. */
void plain_free_block(uint64_t address, size_t size, uint64_t pc);

#endif
