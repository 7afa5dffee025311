/*
 * From the outcome of an exploration to what the user reads. report_new resolves everything once: places
 * in the source, names of threads and variables, and the sentences; text and JSON only lay it out.
 */
#ifndef ACQREL_CHECK_REPORT_H
#define ACQREL_CHECK_REPORT_H

#include "protocol/outcome.h"
#include "protocol/override.h"
#include "protocol/verdict.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* An atomic operation or a fence of the source, as the reported execution shows it. */
struct report_operation {
	const char *path, *file, *function; /* path: to compare; file: to show */
	int line, column;
	/*
	 * enum acq_step_kind: LOAD, STORE, RMW, CAS, FENCE; CALL: a signal, of which only `places` counts;
	 * PLAIN_READ, PLAIN_WRITE: an access that could be atomic; LOCK: none, but a line at which it could
	 * be held
	 */
	uint8_t kind;
	uint8_t op;     /* RMW: enum acq_rmw_op; LOCK: ACQ_LOCK_… */
	uint8_t order;  /* the weakest that it has */
	bool fails;     /* CAS: one of them fails */
	bool misses;    /* it reads something older than the newest */
	bool suspected; /* the explanation names it */
	/* where it is in the program: only its `places` are filled in; LOCK: all is */
	const struct acq_override *places;
	size_t place_count;
	const char *lock, *accessed; /* LOCK: what these are called */
	const char *variable;        /* PLAIN_…: likewise */
};

/* A lock that some accesses to the same memory hold, and others do not. */
struct report_lock {
	uint64_t place; /* as the overrides of its lines have it */
	uint8_t where;
	bool outside; /* the lines are not those of the accesses: there functions are called that make them */
	const struct report_operation *lines; /* where it is not held */
	size_t line_count;
};

/* What fixes the program, because it was tried. */
struct report_change {
	struct report_operation operation;
	uint8_t order;
	bool fence; /* a fence of this order before the operation, */
	bool after; /* or after it; else it is the operation's own order */
};

struct report_fix {
	const struct report_change *changes; /* all of them together */
	size_t change_count;
	uint64_t executions; /* that were explored with them, without an error */
	bool exhaustive;     /* and there are no others */
	bool each_is_needed; /* it was tried with any one of them left out, and there was an error */
	bool error_is_same;  /* that was always the one that is reported */
};

/* How an exploration went, as the process that watched it knows. */
struct report_run {
	const struct acq_outcome *outcome; /* with what follows the header, outcome_size bytes in all */
	size_t outcome_size;
	struct acq_unit *units; /* that were found, for the witness: see rt/memory/units.c */
	size_t unit_count;
	bool done; /* its outcome is complete; otherwise only the counters count, and: */
	enum acq_verdict verdict;
	int signal;          /* ACQ_CRASH: which */
	const char *message; /* may be NULL */
	const char *printed; /* what the program wrote to its own standard streams, or NULL */
	const char *stopped; /* why it was asked to stop, or NULL */
	double estimate;     /* of the number of complete executions there are; 0: none */
	bool at_least;       /* earlier estimates were outrun: it may be far too low */
	/* folders with the files of libacqrel, whose calls are shown as one step; or NULL */
	const char *const *library;
	const char *const *checker; /* folders with the checker's own files, which are not shown; or NULL */
	const char *hint;           /* how to see the execution again, for an error's last line, or NULL */
	double seconds, processor_seconds;
	uint64_t peak_rss_bytes;
	const struct report_fix *fixes;
	size_t fix_count;
	bool lock_is_missing; /* at some accesses, others hold it; */
	bool no_lock_fixes;   /* to hold it there is no help */
	bool no_order_fixes;  /* with every operation seq_cst there is the same error */
	const char *fix_cut;  /* nothing is known of what helps, because this came to an end, or NULL */
};

struct report;

/* Resolves; the run and its memory must live as long as the report. Ends the process if out of memory. */
struct report *report_new(const struct report_run *run);
void report_free(struct report *r);

/*
 * The operations of the reported execution whose order can be chosen, and the signals; their memory is the
 * report's.
 */
const struct report_operation *report_operations(struct report *r, size_t *count);

/* The plain accesses of a race that could be atomic ones. */
const struct report_operation *report_plain_accesses(struct report *r, size_t *count);

/*
 * The locks that may be missing, the likeliest first: of one there may be several, which differ in how it is
 * found. The last one for a race may be a mutex that the program does not have.
 */
const struct report_lock *report_locks(struct report *r, size_t *count);

/* As in JSON: "data-race". */
const char *report_verdict_word(enum acq_verdict v);

/* The error in a sentence, and the function in which it shows, or NULL. */
const char *report_headline(const struct report *r);
const char *report_function(const struct report *r);

/* 0 ok, 1 an error was found, 2 unsupported, 3 incomplete. */
int report_exit_status(const struct report *r);

struct report_style {
	bool color;
	bool ascii;  /* no characters beyond ASCII */
	bool brief;  /* the verdict alone, on one line */
	bool output; /* what the program printed, also if there is no error */
	/* for tools: the names of files begin there, where they are below it; an absolute path */
	const char *root;
};

void report_text(struct report *r, FILE *out, const struct report_style *style);

/* The same for tools: as compilers write messages, as annotations of GitHub's, and as SARIF 2.1.0. */
void report_gcc(struct report *r, FILE *out, const struct report_style *style);
void report_github(struct report *r, FILE *out, const struct report_style *style);
bool report_sarif(struct report *r, FILE *out, const struct report_style *style); /* false: as report_json */

/* Where there is nothing to report because `file` (NULL: no one file) does not compile, or the like. */
void report_github_failure(FILE *out, const char *file, const char *sentence);
bool report_sarif_failure(FILE *out, const char *root, const char *file, const char *sentence);

/*
 * The part of an absolute path that is below the folder `root`; NULL: it is not below it. Both without links
 * in them.
 */
const char *path_below(const char *path, const char *root);

/* A large number that is only an estimate, in words: "640", "2.3 million". */
void number_words(char words[32], double n);

enum report_picture { REPORT_SVG, REPORT_DOT };

/* Draws the reported execution. False: there is none. Errors of the file are the caller's to look for. */
bool report_graph(struct report *r, FILE *out, enum report_picture format);

/* Writes one line; false if there is no memory for it. Errors of the file are the caller's to look for. */
bool report_json(struct report *r, FILE *out);

#endif
