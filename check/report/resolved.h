/* The resolved report: what text and JSON lay out. Each part is filled in by the file that has its name. */
#ifndef ACQREL_REPORT_RESOLVED_H
#define ACQREL_REPORT_RESOLVED_H

#include "protocol/outcome.h"
#include "protocol/step.h"
#include "protocol/verdict.h"
#include "report/arena.h"
#include "report/report.h"
#include "report/source/lines.h"
#include "report/source/symbols.h"

struct stack { /* the user's own frames, innermost first; never empty where anything is known */
	const struct frame *frames;
	size_t count;
};

struct location { /* a site, resolved */
	const struct acq_site *site;
	struct stack stack;
	const char *access; /* "write of 4 bytes", for the excerpt */
	bool reads;         /* the access does not write: what a column means depends on it */
	bool calls;         /* it is a call in the source, such as atomic_load(…) */
};

#define MOST_NOTES 3

struct row { /* a step, in words */
	uint32_t step;
	uint16_t thread;
	const char *place;             /* ":36", or "file.c:36" outside the main file; "" if not known */
	const char *what;              /* "store shared = 1", to be read by row_what() */
	const char *order;             /* "relaxed", or "" */
	const char *notes[MOST_NOTES]; /* more about it, each on a line below */
	size_t note_count;
	const char *mark;  /* "race with :33", or NULL */
	uint32_t times;    /* how many equal ones in a row it stands for */
	uint32_t left_out; /* > 0: stands for this many steps that are not shown, and nothing else counts */
};

struct why { /* a line of the explanation: a sentence, or a line of source with a remark */
	const char *text;
	const struct frame *code; /* not NULL: the line is quoted, and text is the remark */
	uint32_t step;            /* the step that it is about; ACQ_NO_STEP: none */
	bool fault;               /* the remark says what is wrong with the line */
};

struct report {
	const struct report_run *run;
	struct arena *arena;
	struct symbols *symbols;
	struct sources *sources;
	/* The outcome, once its bounds have been checked. */
	const struct acq_outcome *o;
	const struct acq_thread *threads;
	const struct acq_step *steps;
	const uint64_t *pcs;
	const char *output;
	const struct acq_block *heap; /* the blocks that values point to */
	size_t heap_count;
	size_t thread_count, step_count, pc_count, output_size;
	/* Resolved. */
	enum acq_verdict verdict;
	const char *message; /* may be NULL or empty */
	const char **thread_names;
	struct stack *step_stacks; /* by step; frames NULL: not yet */
	const char *headline;      /* the error sentence, without "error: " */
	const char **bounds;
	size_t bound_count;
	const char **notes;
	const char **specified; /* what of libraries was taken as it is specified */
	size_t specified_count;
	const char *reductions[2]; /* executions that were explored once, in words */
	size_t reduction_count;
	size_t note_count;
	struct location *locations;
	size_t location_count;
	/* the steps at which the threads of a deadlock wait, each for the next one's thread */
	uint32_t *circle;
	size_t circle_count;
	struct why *why;
	size_t why_count, why_room;
	const char *advice; /* what to do about it, or NULL */
	const char **fixes; /* what was tried, in sentences */
	size_t fix_count;
	struct row *rows;
	size_t row_count, row_room;
	bool one_file;         /* all that matters is in one source file: it need not be named each time */
	const char *main_file; /* the file that most steps are in, or NULL */
	uint64_t *blocks;      /* heap addresses in the order in which they were first named */
	size_t block_count, block_room;
	bool *inside;     /* by step: it is a part of a call of libacqrel, and another step stands for that */
	bool *quiet;      /* by step: it is not shown; it is inside, or see quiet_steps.c */
	bool *of_library; /* by step: it happens in libacqrel, or stands for a call of it */
	const struct held **held;            /* by step: see why_locks.c; NULL: not looked for yet */
	const struct acq_step **allocations; /* among the steps; NULL: not looked for yet */
	size_t allocation_count;
};

#endif
