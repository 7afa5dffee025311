/* Whether the program looks at what a function of the runtime has returned: see results.c. */
#ifndef ACQREL_RT_RESULTS_H
#define ACQREL_RT_RESULTS_H

#include "rt/rt.h"

/* False: it does, or may. pc: where the call returns to. */
bool result_is_unused(const struct fiber *f, uint64_t pc);

#endif
