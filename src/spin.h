/* How long to stay awake before going to sleep. */
#ifndef ACQREL_SRC_SPIN_H
#define ACQREL_SRC_SPIN_H

#include <acqrel/check.h>

/*
 * How often a waiter looks before it sleeps: about a microsecond, which is what sleeping and being woken
 * costs at least. Under the checker one look shows all that more would.
 */
#define AR_SPINS AR_ITERATIONS(100, 1)

#endif
