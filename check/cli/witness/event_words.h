/* The words for events in witness files. */
#ifndef ACQREL_CLI_WITNESS_WORDS_H
#define ACQREL_CLI_WITNESS_WORDS_H

#include "protocol/witness.h"

#include <stdbool.h>

/* What the event does, "load" or "create"; NULL: there is no such. */
const char *witness_deed(const struct acq_witness_event *e);

/* The opposite: sets kind and op. False: there is no such. */
bool witness_take_deed(struct acq_witness_event *e, const char *word, bool writes);

const char *witness_order(const struct acq_witness_event *e); /* NULL: none */
bool witness_take_order(struct acq_witness_event *e, const char *word);

#endif
