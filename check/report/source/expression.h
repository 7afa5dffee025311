/*
 * Finds the expression that a compiler means by a column. Compilers point at an operator, at the start of a
 * name or at its last member; people want to see the whole `data[i] = 1`. This is no parser: on a line that
 * it does not understand it marks less, never nonsense.
 */
#ifndef ACQREL_REPORT_EXPRESSION_H
#define ACQREL_REPORT_EXPRESSION_H

#include <stdbool.h>

struct span { /* bytes of a line, [start, end) */
	int start, end;
};

enum expression_use { EXPRESSION_READ, EXPRESSION_WRITE, EXPRESSION_CALL };

/* column counts bytes from 1; 0 (not known) and columns beyond the line mean the whole statement. */
struct span expression_at(const char *line, int column, enum expression_use use);

/*
 * The object that is accessed there: `data[i]` of `data[i] = 1`, `b->n` of `atomic_load(&b->n)` or of
 * `b->n.load()`. Empty if that is not known.
 */
struct span expression_object(const char *line, int column, enum expression_use use);

#endif
