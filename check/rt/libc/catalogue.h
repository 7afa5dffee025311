/* What becomes of the C library's functions, while a program runs: see catalogue.inc. */
#ifndef ACQREL_RT_CATALOGUE_H
#define ACQREL_RT_CATALOGUE_H

#include <stdbool.h>

/* Whether it goes to libc, and that is all that there is to say. */
bool catalogue_is_pure(const char *name);

#endif
