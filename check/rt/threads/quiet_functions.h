/* Functions of libraries that synchronize by themselves, which do not: see quiet_functions.c. */
#ifndef ACQREL_RT_QUIET_FUNCTIONS_H
#define ACQREL_RT_QUIET_FUNCTIONS_H

#include <stdbool.h>

/* Whether this function of the library, the name of a file, orders nothing between threads. */
bool quiet_function(const char *library, const char *name);

#endif
