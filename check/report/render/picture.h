/* The reported execution as a picture, before it is drawn: boxes in a column for each thread, and arrows. */
#ifndef ACQREL_REPORT_PICTURE_H
#define ACQREL_REPORT_PICTURE_H

#include "report/resolved.h"

enum line_kind { LINE_WHAT, LINE_SOURCE, LINE_NOTE, LINE_MARK };

#define MOST_LINES (MOST_NOTES + 3)

struct box { /* a row of the report */
	const struct row *row;
	int column; /* -1: of none; stands for steps that are left out */
	struct {
		enum line_kind kind;
		const char *text;
	} lines[MOST_LINES];
	int line_count;
	bool fault; /* the error is about it */
};

enum arrow_kind {
	ARROW_READS,        /* what a read reads from, without order */
	ARROW_SYNCHRONIZES, /* happens-before from one thread to another */
	ARROW_MISSES,       /* from a read to the newest write, which it did not see */
	ARROW_OVERWRITES,   /* modification order: from what such a read got to the newest write */
	ARROW_WAITS,        /* for the lock that the other has taken */
	ARROW_CONFLICT,     /* the two accesses that nothing orders */
	ARROW_KINDS
};

struct arrow {
	enum arrow_kind kind;
	uint32_t from, to; /* boxes */
};

struct picture {
	struct report *r;
	struct box *boxes;
	uint32_t box_count;
	uint16_t *threads; /* by column */
	int columns;
	struct arrow *arrows;
	size_t arrow_count, arrow_room;
};

void picture_make(struct picture *p, struct report *r);

const char *arrow_words(enum arrow_kind kind);

void picture_write_svg(const struct picture *p, FILE *out);
void picture_write_dot(const struct picture *p, FILE *out);

#endif
