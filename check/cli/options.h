/* The options that `acqrel check`, `acqrel run` and `acqrel replay` have in common. */
#ifndef ACQREL_CLI_OPTIONS_H
#define ACQREL_CLI_OPTIONS_H

#include "cli/strings.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum color { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };
enum format { FORMAT_TEXT, FORMAT_GCC, FORMAT_GITHUB, FORMAT_SARIF };

struct acq_witness_event;
struct acq_override;

struct options {
	const char *json;        /* a file, "-", or NULL */
	uint64_t max_executions; /* 0: no limit */
	uint64_t max_steps;      /* of an execution; 0: the default */
	double time;             /* seconds; 0: no limit */
	double processor_time;   /* the same, of all processes that explore */
	uint64_t stuck_ms;
	uint64_t workers;
	bool no_leaks, quiet;
	int64_t nondet_low; /* the first of so many values that __VERIFIER_nondet_int() and the like return */
	uint32_t nondet_count;   /* 0: none are given */
	bool ignore_exit_status; /* however the program ends is no error */
	bool show_output;        /* what it prints is shown also where there is no error */
	bool main_exits;         /* main's return ends the other threads; else it waits for them */
	uint8_t model;           /* bits of enum acq_model */
	uint8_t failures;        /* bits of enum acq_failures: what may fail though nothing is wrong */
	enum color color;
	enum format format;
	bool help, version;
	const char *witness; /* a file to write, or NULL */
	const char *graph;   /* likewise: the picture */
	bool no_help;        /* stronger orders are not tried */
	double help_time;    /* seconds to try them in; 0: the default */
	bool library;        /* what happens inside libacqrel is reported like the program's own code */
	bool no_symmetry;    /* not an option of its own: --no-reductions as to threads that run the same */
	bool no_reductions;  /* executions that differ only in the order of events that commute count */
	bool no_minimize;    /* the first error that was found is reported */
	/* Of stronger orders that are tried: */
	const struct acq_override *overrides;
	size_t override_count;
	/* Of acqrel replay: */
	bool gdb;
	const struct acq_witness_event *events; /* the execution to be run instead of all */
	size_t event_count;
	const struct acq_unit *units; /* that are known beforehand: see rt/memory/units.c */
	size_t unit_count;
	/* names and values that the program's environment needs: see explore_is_ready */
	struct strings variables;
};

enum option_result {
	OPTION_TAKEN,   /* *i is at the last word that belongs to it */
	OPTION_INVALID, /* a message has been printed */
};

#define OPTIONS_DEFAULT ((struct options){.stuck_ms = 5000, .workers = 1})

/* Takes in argv[*i], which starts with '-'. `subcommand` is named in messages. */
enum option_result options_take(struct options *o, char **argv, int *i, const char *subcommand);

/*
 * To be called once all are taken in. True: --help or --version was among them and has been answered.
 * Otherwise mentions on standard error what this version does differently.
 */
bool options_answer(const struct options *o, const char *subcommand);

#endif
