/* acqrel replay: runs the execution of a witness again, and nothing else. */
#define _GNU_SOURCE
#include "cli/build/build_checked.h"
#include "cli/build/scratch.h"
#include "cli/cli.h"
#include "cli/explore/deliver.h"
#include "cli/explore/explore.h"
#include "cli/explore/identity.h"
#include "cli/fail.h"
#include "cli/install.h"
#include "cli/witness/gdb.h"
#include "cli/witness/witness.h"
#include "protocol/verdict.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What the witness has decided already. */
static bool is_allowed(const char *word)
{
	static const char *const others[] = {"--witness",
	                                     "--no-leaks",
	                                     "--ignore-exit-status",
	                                     "--show-output",
	                                     "--max-executions",
	                                     "--max-steps",
	                                     "--time",
	                                     "--no-help",
	                                     "--help-time",
	                                     "--no-shorten",
	                                     "-j",
	                                     "--stuck-after",
	                                     "--malloc-failures",
	                                     "--thread-failures",
	                                     "--spurious-failures",
	                                     "--release-sequences",
	                                     "--volatile"};

	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
		if (starts_with(word, others[i]))
			return fail("replay takes no %s: what is run, and how, is in the witness",
			            others[i]) == 0;
	return true;
}

/* The program of the witness: found, or built again. NULL: not possible, and said so. */
static const char *make_program(const char *file, const struct witness *w, struct options *o)
{
	const char *path = w->program, *name;

	if (chdir(w->directory)) {
		fail("%s: the directory that its names start from, %s, is not there", file, w->directory);
		return NULL;
	}
	if (w->files.count) {
		path = scratch_path("program");
		setenv("ACQREL_CC", w->cc, 1);
		setenv("ACQREL_CXX", w->cxx, 1);
		if (build_checked(&w->files, &w->flags, w->failures, path, &name))
			return NULL;
	} else if (!explore_is_ready(path, o)) {
		return NULL;
	}
	if (identity_of_program(path) == w->build)
		return path;
	if (w->files.count)
		fail("%s: the program is not the one that was checked: its source or the compiler has "
		     "changed; "
		     "check it again",
		     file);
	else
		fail("%s: %s is not the program that was checked: it has been built again; check it again",
		     file, path);
	return NULL;
}

static bool went_as_expected(const char *file, const struct witness *w, const struct report_run *run)
{
	uint32_t verdict = run->outcome->verdict;

	if (!run->done)
		return true; /* the report says what is known */
	if (run->outcome->strayed)
		return fail("%s: the program does something else than the witness says: %.*s. It depends on "
		            "something that is not in the witness: the environment, a file, a library",
		            file, (int)sizeof run->outcome->message, run->outcome->message) == 0;
	if (strcmp(report_verdict_word((enum acq_verdict)verdict), w->verdict))
		return fail("%s: the verdict is %s now, in the witness it is %s: the program depends on "
		            "something "
		            "that is not in the witness",
		            file, report_verdict_word((enum acq_verdict)verdict), w->verdict) == 0;
	return true;
}

static int replay(const char *file, const struct witness *w, struct options *o,
                  char *const *debugger_arguments)
{
	struct report_run run = {0};
	const char *program = make_program(file, w, o);

	if (!program)
		return EXIT_UNUSABLE;
	o->no_leaks = w->no_leaks;
	o->ignore_exit_status = w->ignore_exit_status;
	o->main_exits = w->main_exits;
	o->failures = w->failures;
	o->model = w->model;
	o->library = w->model & ACQ_EXPLORE_LIBRARIES;
	o->nondet_low = w->nondet_low;
	o->nondet_count = w->nondet_count;
	o->stuck_ms = w->stuck_ms;
	o->events = w->events;
	o->event_count = w->event_count;
	o->units = w->units;
	o->unit_count = w->unit_count;
	o->quiet |= o->gdb; /* what matters is said in the debugger */
	if (!explore_program(program, w->arguments.at, o, &run) || !went_as_expected(file, w, &run))
		return EXIT_UNUSABLE;
	if (!o->gdb || !run.done)
		return deliver(o, &run);
	return gdb_run(program, w->arguments.at, o, &run, debugger_arguments);
}

int command_replay(int argc, char **argv)
{
	struct options o = OPTIONS_DEFAULT;
	struct witness w = {0};
	const char *file = NULL;
	int i = 1;

	for (; i < argc && strcmp(argv[i], "--"); i++) {
		if (argv[i][0] != '-' && file)
			return fail("replay takes one witness; arguments for gdb go after --");
		if (argv[i][0] != '-')
			file = argv[i];
		else if (!strcmp(argv[i], "--gdb"))
			o.gdb = true;
		else if (!is_allowed(argv[i]) || options_take(&o, argv, &i, "replay") == OPTION_INVALID)
			return EXIT_UNUSABLE;
	}
	if (options_answer(&o, "replay"))
		return 0;
	if (!file)
		return fail("replay needs a witness: acqrel replay [OPTIONS] WITNESS");
	if (i < argc && !o.gdb)
		return fail("what comes after -- is for gdb: acqrel replay --gdb WITNESS -- GDB-ARGUMENTS");
	if (!witness_read(file, &w) || !deliver_open(&o) || !scratch_make())
		return EXIT_UNUSABLE;
	int status = replay(file, &w, &o, i < argc ? argv + i + 1 : argv + argc);
	scratch_remove();
	return deliver_failure(&o, NULL, status);
}
