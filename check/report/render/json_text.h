/* Strings of the checked program in JSON. */
#ifndef ACQREL_REPORT_JSON_TEXT_H
#define ACQREL_REPORT_JSON_TEXT_H

#include <jansson.h>

/*
 * NULL is null. Names and messages of the program's may be no UTF-8, which JSON has to be: then only their
 * ASCII is kept.
 */
json_t *json_text(const char *s);

#endif
