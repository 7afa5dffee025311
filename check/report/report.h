/*
 * From what an exploration hands over to what the user reads. report_new resolves everything once: places
 * in the source, names of threads and variables, and the sentences; text and JSON only lay it out.
 */
#ifndef ACQREL_CHECK_REPORT_H
#define ACQREL_CHECK_REPORT_H

#include "../engine/outcome.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* How an exploration went, as the process that watched it knows. */
struct report_run {
	const struct acq_outcome *outcome; /* with what follows the header, outcome_size bytes in all */
	size_t outcome_size;
	bool done; /* it handed everything over; otherwise only the counters count, and: */
	enum acq_verdict verdict;
	int signal;          /* ACQ_CRASH: which */
	const char *message; /* may be NULL */
	const char *printed; /* what the program wrote to its own standard streams, or NULL */
	const char *stopped; /* why it was asked to stop, or NULL */
	double estimate;     /* of the number of complete executions there are; 0: none */
	const char *hint;    /* how to see the execution again, for an error's last line, or NULL */
	double seconds;
	uint64_t peak_rss_bytes;
};

struct report;

/* Resolves; the run and its memory must live as long as the report. Ends the process if out of memory. */
struct report *report_new(const struct report_run *run);
void report_free(struct report *r);

/* As in JSON: "data-race". */
const char *report_verdict_word(enum acq_verdict v);

/* The error in a sentence, and the function in which it shows, or NULL. */
const char *report_headline(const struct report *r);
const char *report_function(const struct report *r);

/* 0 ok, 1 an error was found, 2 unsupported, 3 incomplete. */
int report_exit_status(const struct report *r);

struct report_style {
	bool color;
	bool ascii; /* no characters beyond ASCII */
	bool brief; /* the verdict alone, on one line */
};

void report_text(struct report *r, FILE *out, const struct report_style *style);

/* A large number that is only an estimate, in words: "640", "2.3 million". */
void number_words(char words[32], double n);

enum report_picture { REPORT_SVG, REPORT_DOT };

/* Draws the reported execution. False: there is none. Errors of the file are the caller's to look for. */
bool report_graph(struct report *r, FILE *out, enum report_picture format);

/* Writes one line; false if there is no memory for it. Errors of the file are the caller's to look for. */
bool report_json(struct report *r, FILE *out);

#endif
