/* The program's source files, read when first asked for. */
#ifndef ACQREL_REPORT_SOURCE_H
#define ACQREL_REPORT_SOURCE_H

#include "report/arena.h"

struct sources;

struct sources *sources_new(struct arena *arena);

/* The line with this number, from 1, without its end; NULL: the file cannot be read or has no such line. */
const char *source_line(struct sources *s, const char *path, int number);

#endif
