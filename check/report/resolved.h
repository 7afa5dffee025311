/* The resolved report: what text and JSON lay out, and what the files that resolve it share. */
#ifndef ACQREL_REPORT_RESOLVED_H
#define ACQREL_REPORT_RESOLVED_H

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
	/* What was handed over, once its bounds have been checked. */
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
	size_t note_count;
	struct location *locations;
	size_t location_count;
	uint32_t *
		/* the steps at which the threads of a deadlock wait, each for the next one's thread */
		circle;
	size_t circle_count;
	struct why *why;
	size_t why_count, why_room;
	const char *advice; /* what to do about it, or NULL */
	const char **help;  /* what was tried, in sentences */
	size_t help_count;
	struct row *rows;
	size_t row_count, row_room;
	bool one_file;         /* all that matters is in one source file: it need not be named each time */
	const char *main_file; /* the file that most steps are in, or NULL */
	uint64_t *blocks;      /* heap addresses in the order in which they were first named */
	size_t block_count, block_room;
	bool *inside;     /* by step: it is a part of a call of libacqrel, and another step stands for that */
	bool *of_library; /* by step: it happens in libacqrel, or stands for a call of it */
	const struct acq_step **allocations; /* among the steps; NULL: not looked for yet */
	size_t allocation_count;
};

/* view.c: finds the arrays; what lies outside the memory counts as empty. */
void view_open(struct report *r);

/* stacks.c: the user's part of a call stack. */
struct stack stack_resolve(struct report *r, uint32_t off, uint16_t length, uint16_t thread);
struct stack step_stack(struct report *r, uint32_t step);

/* A call of libacqrel in the user's code. */
struct library_call {
	const char *functions[8]; /* from the one that the user calls inwards, NULL behind the last */
	struct frame caller;      /* the user's; without a path: a thread of the library has no caller */
	size_t depth;             /* of the caller */
};

/* stacks.c: whether the step is made in one; if not, `caller` is whoever makes it. */
bool library_call_at(struct report *r, uint32_t step, struct library_call *l);

/* library.c: makes one step of each; the call as the source has it. */
void library_resolve(struct report *r);
const char *library_words(struct report *r, uint32_t step);

/* The innermost frame; never NULL, but perhaps without a line. */
const struct frame *stack_top(const struct stack *s);
const struct frame *step_frame(struct report *r, uint32_t step);

/*
 * places.c: how a place is written. In full "file.c:36"; in rows ":36" if it is in the main file; in
 * sentences "line 36" if there is only one file.
 */
void places_resolve(struct report *r);
const char *place_full(struct report *r, const struct frame *f);
const char *place_short(struct report *r, const struct frame *f);
const char *place_words(struct report *r, const struct frame *f); /* "line 36" or "file.c:36" */

const char *function_words(struct report *r, const struct frame *f); /* "fill()" */

/* names.c */
void names_of_threads(struct report *r);
const char *thread_name(const struct report *r, uint16_t thread);
/* What a step works on: a variable, or the expression in the source. */
const char *object_name(struct report *r, uint32_t step);
const char *expression_of(struct report *r, uint32_t step); /* NULL: it is not found, or long */
/* The same for a lock or another whole object. */
const char *address_name(struct report *r, uint64_t address, uint64_t size, struct value_type *type);
/*
 * "the heap block allocated at x.c:31", "`counter`": what the error is about; NULL: nothing with an address.
 */
const char *subject_name(struct report *r);
const char *order_name(uint8_t order);
const char *rmw_name(uint8_t op);
/* Of an enum acq_choice: the function that is made to fail, and what it returns then. */
const char *choice_name(uint8_t op);
const char *choice_result(uint8_t op);
const char *choice_words(struct report *r, uint8_t op); /* "malloc is made to return NULL" */
/* A name for a heap address: "block#1", "block#1+8". */
const struct acq_step *allocation_of(struct report *r, uint64_t address); /* the step; NULL: not known */
const char *block_name(struct report *r, uint64_t address);
/* Of an enum acq_call: what it does, without the object. */
const char *call_name(uint8_t call);
const char *value_text(struct report *r, uint64_t value, unsigned size, const struct value_type *type);
const char *signal_words(int signal);
const char *bytes_text(struct report *r, uint64_t n); /* "1 byte", "4 bytes" */

/* locations.c, headline.c, why.c, rows.c: fill in their part. */
void locations_resolve(struct report *r);
void headline_resolve(struct report *r);
void why_resolve(struct report *r);
void rows_resolve(struct report *r);
bool step_is_plain(const struct acq_step *s); /* rows.c: a plain access */
/* rows.c: what a row says, with these for an arrow and a multiplication sign. */
const char *row_what(struct report *r, const struct row *row, const char *arrow, const char *times);

/* circle.c: fills in its part; thread_ended: in this execution. */
void circle_resolve(struct report *r);
const struct acq_step *stuck_step_of(const struct report *r, uint16_t thread); /* NULL: it is not stuck */
bool circle_has(const struct report *r, uint32_t step);
bool thread_ended(const struct report *r, uint16_t thread);

/* choose.c: for each step whether it is to be shown. */
bool *steps_choose(struct report *r);

/* why.c: for the other files that explain. */
void why_say(struct report *r, const char *sentence);
void why_say_of(struct report *r, uint32_t step, const char *sentence); /* about a step that is to be shown */
void why_quote(struct report *r, uint32_t step, bool fault, const char *remark);
/* Whether a chain of reads explains it. */
bool why_unordered(struct report *r, uint32_t first, uint32_t second);
/* By thread: the last of its steps that the step can know of; ACQ_NO_STEP: none. */
const uint32_t *known_steps(struct report *r, uint32_t step);
/* Where explanations begin to look: pairs of steps of a long execution are too many. */
uint32_t steps_start(const struct report *r);
void why_stale(struct report *r);
bool why_patterns(struct report *r); /* whether it has found one */
bool why_store_buffering(struct report *r);
bool step_writes(const struct acq_step *s);                              /* an atomic write */
bool step_changes(const struct acq_step *s);                             /* that, or a plain one */
bool step_misses(const struct report *r, uint32_t read, uint32_t write); /* reads something older */
const char *written_words(struct report *r,
                          const struct acq_step *s); /* "the initial value", "written at line 3" */
void why_stuck(struct report *r);

#define MOST_HELD 16

struct held { /* the steps at which locks were taken, the last first */
	uint32_t at[MOST_HELD];
	size_t count;
};

/* why_locks.c: the locks that its thread holds at a step; whether the one at an address is among them. */
struct held held_at(const struct report *r, uint32_t step);
bool is_held(const struct report *r, const struct held *h, uint64_t lock);
/* Before it the initial thread was alone. */
uint32_t first_create(const struct report *r);
/* Whether the second is an access to some byte that the first is to. */
bool steps_meet(const struct acq_step *a, const struct acq_step *b);

/* operations.c: where an address is in its module; 0: it is in none of those that are known. */
uint64_t place_of(const struct acq_outcome *o, uint64_t address);

bool why_refcount(struct report *r, uint32_t use, uint32_t release); /* a count that comes back from 0 */
/* Which locks are held at them; chain: reads lead from one to the other. */
void why_locks(struct report *r, uint32_t first, uint32_t second, bool chain);
struct wakers { /* functions that wake one thread, or all */
	const char *one, *all;
};

/* why_missed.c: the one that is called in a line, and its like; NULL: it is none that is known. */
const struct wakers *wakers_at(struct report *r, const char *path, int line);
void why_missed(struct report *r, uint32_t wait); /* why_missed.c: what lets a signal come to nothing */

/* help.c: fills in its part; whether it is known what helps, so that guesses are not needed. */
void help_resolve(struct report *r);
bool help_is_known(const struct report *r);
bool help_is_about_orders(const struct report *r);
bool help_is_about_locks(const struct report *r);
bool help_is_about_signals(const struct report *r);
void why_asleep(struct report *r, uint32_t step);
void why_asleep_on_futex(struct report *r, uint32_t step);
const char *step_words(struct report *r, uint32_t step); /* "the store at line 36" */

const char *verdict_word(enum acq_verdict v);                                  /* as in JSON */
struct location *location_of(const struct report *r, enum acq_site_role role); /* the first, or NULL */
/*
 * False: the headline of a race says already where its block was allocated, and who waits for a stuck thread
 * to end is not at fault.
 */
bool location_is_shown(const struct report *r, const struct location *l);
/* All, the one that matters most first; ended by NULL. */
struct location **locations_by_weight(struct report *r);

#endif
