/* Names of threads and of what steps work on. */
#ifndef ACQREL_REPORT_NAMES_H
#define ACQREL_REPORT_NAMES_H

#include "report/resolved.h"

void names_of_threads(struct report *r);
const char *thread_name(const struct report *r, uint16_t thread);

/* What a step works on: a variable, or the expression in the source. */
const char *object_name(struct report *r, uint32_t step);
const char *expression_of(struct report *r, uint32_t step); /* NULL: it is not found, or long */

/* The same for a lock or another whole object. */
const char *address_name(struct report *r, uint64_t address, uint64_t size, struct value_type *type);

/*
 * "the heap block allocated at x.c:31", "`counter`": what the error is about; NULL: nothing with an address.
 */
const char *subject_name(struct report *r);

#endif
