/*
 * The variables that a failed assertion is about: what its thread has read last before it failed, in the same function.
 * That is known when the execution has been run again; to record who wrote them it is run once more.
 */
#ifndef ACQREL_RT_ASSERTED_H
#define ACQREL_RT_ASSERTED_H

#include "rt.h"

/* The execution is being recorded: a plain access; the assertion fails. */
void asserted_see(const struct fiber *f, uint64_t address, size_t size, bool write);
void asserted_fails(const struct fiber *f);

/* Whether such variables were found, once the execution has been recorded; whether the bytes are some of them. */
bool asserted_is_known(void);
bool asserted_is_about(uint64_t address, size_t size);

#endif
