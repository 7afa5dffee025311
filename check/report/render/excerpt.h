/* A piece of source with the expression in question underlined. */
#ifndef ACQREL_REPORT_EXCERPT_H
#define ACQREL_REPORT_EXCERPT_H

#include "report/render/paint.h"
#include "report/resolved.h"

void excerpt_write(const struct paint *p, struct report *r, const struct location *l);

#endif
