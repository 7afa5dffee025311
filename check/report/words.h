/* Fixed vocabulary: verdicts, orders, operations, values. */
#ifndef ACQREL_REPORT_WORDS_H
#define ACQREL_REPORT_WORDS_H

#include "protocol/verdict.h"
#include "report/resolved.h"

/* See the table in protocol/verdict.h. */
const char *verdict_word(enum acq_verdict v);        /* "data-race", as in JSON */
const char *verdict_remains(enum acq_verdict v);     /* "the race remains" */
const char *verdict_description(enum acq_verdict v); /* a sentence about all errors of this kind */
int verdict_exit_status(enum acq_verdict v);

const char *order_name(uint8_t order);
const char *rmw_name(uint8_t op);

/* Of an enum acq_choice: the function that is made to fail, and what it returns then. */
const char *choice_name(uint8_t op);
const char *choice_result(uint8_t op);
const char *choice_words(struct report *r, uint8_t op); /* "malloc is made to return NULL" */

/* Of an enum acq_call: what it does, without the object. */
const char *call_name(uint8_t call);

/* A name for a heap address: "block#1", "block#1+8". */
const char *block_name(struct report *r, uint64_t address);
const struct acq_step *allocation_of(struct report *r, uint64_t address); /* the step; NULL: not known */

const char *value_text(struct report *r, uint64_t value, unsigned size, const struct value_type *type);
const char *signal_words(int signal);
const char *bytes_text(struct report *r, uint64_t n); /* "1 byte", "4 bytes" */

#endif
