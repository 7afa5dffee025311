/* Where the program called a library that is not instrumented. See unwind.c. */
#ifndef ACQREL_RT_UNWIND_H
#define ACQREL_RT_UNWIND_H

#include "rt/rt.h"

/* libc and other libraries of the system are not what is checked. */
bool unwind_is_program(uint64_t pc);

/*
 * The return addresses between `pc`, which is one in the running fiber's stack, and the program, the
 * innermost first and the program's own last. None if `pc` is in the program itself, or if there is no
 * unwinder.
 */
size_t unwind_find(uint64_t pc, uint64_t *callers, size_t most);

/* The running fiber is about to be parked, and may have to be shown as it waits at `pc`. */
void unwind_note(const struct fiber *f, uint64_t pc);

/* What unwind_find would say of a fiber that has been noted at `pc`. */
size_t unwind_noted(const struct fiber *f, uint64_t pc, uint64_t *callers, size_t most);

#endif
