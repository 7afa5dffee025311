/* Writing to the terminal: colours, characters, and what fits into a line. */
#ifndef ACQREL_REPORT_PAINT_H
#define ACQREL_REPORT_PAINT_H

#include "report/report.h"

#define PAGE_WIDTH 100 /* columns that a report may take */

enum ink { INK_PLAIN, INK_BOLD, INK_ERROR, INK_GOOD, INK_WARNING, INK_NOTE, INK_FAINT };

struct paint {
	FILE *out;
	const struct report_style *style;
};

/* Writes the text in the ink, if there are colours. */
void paint_text(const struct paint *p, enum ink ink, const char *s);
void paint_print(const struct paint *p, enum ink ink, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
void paint_times(const struct paint *p, enum ink ink, const char *s, int n);

/*
 * Writes text in lines of at most PAGE_WIDTH, the first of which begins in column `at`, the others indented.
 */
void paint_wrapped(const struct paint *p, enum ink ink, const char *s, int at, int indent);

/* How many columns the first n bytes of UTF-8 text take. */
int text_width(const char *s, size_t n);

/* How many bytes of the text fit into so many columns. */
size_t text_fit(const char *s, int width);

/* The characters that have an ASCII substitute. */
struct glyphs {
	const char *rule, *dots, *arrow, *mark, *times;
};
const struct glyphs *paint_glyphs(const struct paint *p);

#endif
