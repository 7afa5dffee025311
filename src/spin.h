/* How long to stay awake before going to sleep. */
#ifndef ACQREL_SRC_SPIN_H
#define ACQREL_SRC_SPIN_H

#include <acqrel/check.h>

/*
 * How often a waiter looks before it sleeps: about a microsecond, which is what sleeping and being woken
 * costs at least. Under the checker one look shows all that more would.
 */
#define AR_SPINS AR_ITERATIONS(100, 1)

/*
 * For locks that are given up and taken again quickly: waiters look AR_LOOKS times, with AR_PAUSES pauses
 * between. Looking takes the cache line away from the owner, who does several rounds while it is left alone:
 * half as many pauses make short sections half as fast, and with more, sections of a microsecond wait longer
 * than they take. All looks together last longer than a hypervisor keeps the owner's processor for an
 * interrupt, which is no reason to sleep.
 */
#define AR_LOOKS  AR_ITERATIONS(16, 1)
#define AR_PAUSES AR_ITERATIONS(24, 1)

#endif
