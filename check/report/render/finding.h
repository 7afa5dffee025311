/* What a report says, as tools want it: one place in the source, a sentence, and what belongs to it. */
#ifndef ACQREL_REPORT_FINDING_H
#define ACQREL_REPORT_FINDING_H

#include "report/resolved.h"

struct remark {
	const struct frame *frame; /* has a file and a line */
	const char *text;
};

struct finding {
	const char *level;           /* "error" or "warning"; NULL: nothing is wrong */
	const char *sentence;        /* without a line's end, like all texts here */
	const struct frame *frame;   /* has a file and a line, or is NULL */
	const struct remark *others; /* further places that it is about */
	size_t other_count;
	const char *const *more; /* what helps, what was cut short, what was not looked for */
	size_t more_count;
};

/* Lives as long as the report. */
struct finding finding_make(struct report *r);

bool has_line(const struct frame *f);

/*
 * The frame's file, from `root` (an absolute path) if it is below that, else from the root of the file
 * system.
 */
const char *path_from(struct report *r, const struct frame *f, const char *root);

#endif
