/* Where pointers of the program can be: see roots.c. */
#ifndef ACQREL_RT_ROOTS_H
#define ACQREL_RT_ROOTS_H

#include "rt/rt.h"

/* Calls back with each stretch of memory where pointers of the program can be: globals, TLS, stacks. */
void rt_for_each_root(void (*f)(uint64_t start, uint64_t end));

/*
 * The same for global variables only, without those of modules, known by their file names, that are left out.
 */
void root_each_variable(void (*f)(uint64_t start, uint64_t end), bool (*left_out)(const char *name));

bool root_is_global(uint64_t address);
bool root_is_tls(const struct fiber *f, uint64_t address);

#endif
