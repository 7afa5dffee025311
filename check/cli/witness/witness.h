/*
 * Witness files: what is needed to run an execution that went wrong once more. How the program is made or
 * where it is, by which it is known whether it is still the same, the options that bear on what can
 * happen, and the events of the execution. The format is JSON, one line for each event.
 */
#ifndef ACQREL_CLI_WITNESS_H
#define ACQREL_CLI_WITNESS_H

#include "cli/options.h"
#include "cli/strings.h"
#include "protocol/request.h"
#include "protocol/witness.h"
#include "report/report.h"

struct witness {
	const char *directory;       /* which relative names start from */
	struct strings files, flags; /* of acqrel check; else there are none, and: */
	const char *program;         /* of acqrel run: its path */
	const char *cc, *cxx;        /* the compilers of acqrel check */
	struct strings arguments;    /* the program's, its name first */
	uint64_t build;              /* identity_of_program */
	uint64_t stuck_ms;
	bool no_leaks, ignore_exit_status, main_exits;
	uint8_t failures, model;
	int64_t nondet_low;
	uint32_t nondet_count;
	const char *verdict;
	struct acq_witness_event *events;
	size_t event_count;
	const struct acq_unit *units; /* the locations with parts: rt/memory/units.c */
	size_t unit_count;
};

/*
 * Whether the file can be written; says so if not. Empties it: an old witness must not outlive a run without
 * error.
 */
bool witness_open(const struct options *o);

/* Before the run: notes which program it is, if a witness is to be written. That takes reading all of it. */
void witness_identify(const struct options *o, struct witness *w, const char *program);

/*
 * After the run: writes the witness if an error was found, else removes the file. Fills in from the options
 * and the run what they know, and *hint for the report's last line. False: it could not be written, which has
 * been said.
 */
bool witness_write(const struct options *o, struct witness *w, struct report_run *run);

/* Reads one; false: it is none, or damaged, which has been said. */
bool witness_read(const char *path, struct witness *w);

#endif
