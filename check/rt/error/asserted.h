/*
 * The variables that a failed assertion is about: what its thread has read last before it failed, in the same
 * function. Or a lost wake-up: what the threads that sleep have read since they locked their mutex. That is
 * known when the execution has been run again; to record who wrote them it is run once more.
 */
#ifndef ACQREL_RT_ASSERTED_H
#define ACQREL_RT_ASSERTED_H

#include "rt/rt.h"

/* The execution is being recorded: a plain access; the assertion fails. */
void asserted_see(const struct fiber *f, uint64_t address, size_t size, bool write);
void asserted_fails(const struct fiber *f);

/* Likewise: the thread locks a mutex; nothing happens any more, and some threads sleep. */
void asserted_locks(const struct fiber *f);
void asserted_sleep(void);

/*
 * Whether such variables were found, once the execution has been recorded; whether the bytes are some of
 * them.
 */
bool asserted_is_known(void);
bool asserted_is_about(uint64_t address, size_t size);

#endif
