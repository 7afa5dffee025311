/*
 * What libraries of the system keep in thread-local variables: errno, h_errno, the locale, inet_ntoa's text,
 * the exceptions that C++ has caught. They are not instrumented, so all of it is
 * compared when a thread stops running, whoever may have written it.
 */
#ifndef ACQREL_RT_LIBRARY_LOCALS_H
#define ACQREL_RT_LIBRARY_LOCALS_H

#include "rt/rt.h"

/* Before the first fiber is made. */
void library_locals_init(uintptr_t thread_pointer);

/*
 * Called in a new thread of the system, of which nothing else has become yet: what libc's malloc keeps of it
 * is left out from then on. That leads to memory which is not taken back, and which nothing of the program's
 * is in.
 */
void library_locals_find_malloc(uintptr_t thread_pointer);

/* The fiber has been made; fiber 0 has begun when fiber 1 has. */
void library_locals_begin(const struct fiber *f);

/* The fiber is about to be left, or a snapshot to be taken while it runs: notes what they hold. */
void library_locals_note(struct fiber *f);

/* The fiber has been taken back: they hold again what they held. */
void library_locals_bring_back(struct fiber *f);

/* Calls back with where they are. */
void library_locals_each(const struct fiber *f, void (*visit)(uint64_t start, uint64_t end));

#endif
