/* Where the program's operations are. */
#ifndef ACQREL_REPORT_OPERATIONS_H
#define ACQREL_REPORT_OPERATIONS_H

#include "report/resolved.h"

/* Where an address is in its module; 0: it is in none of those that are known. */
uint64_t place_of(const struct acq_outcome *o, uint64_t address);

#endif
