/* acqrel check: from source files to a verdict. */
#define _GNU_SOURCE
#include "cli/build/build_checked.h"
#include "cli/build/compiler.h"
#include "cli/build/scratch.h"
#include "cli/cli.h"
#include "cli/explore/deliver.h"
#include "cli/explore/explore.h"
#include "cli/explore/fix.h"
#include "cli/fail.h"
#include "cli/install.h"
#include "cli/witness/witness.h"

#include <string.h>

struct request {
	struct options options;
	struct strings inputs, flags;
};

/* Takes the command line apart. False: it is wrong, and that has been said. */
static bool take_arguments(struct request *r, char **argv)
{
	for (int i = 1; argv[i]; i++) {
		if (!strcmp(argv[i], "--")) {
			strings_add_all(&r->flags, argv + i + 1);
			return true;
		}
		if (argv[i][0] != '-')
			strings_add(&r->inputs, argv[i]);
		else if (options_take(&r->options, argv, &i, "check") == OPTION_INVALID)
			return false;
	}
	return true;
}

static int build_and_explore(const struct request *r, const char *program)
{
	struct report_run run = {0};
	struct witness w = {.files = r->inputs, .flags = r->flags};
	const char *name;
	int status = build_checked(&r->inputs, &r->flags, r->options.failures, program, &name);

	if (status)
		return deliver_failure(&r->options, name, status);
	strings_add(&w.arguments, name);
	w.cc = compiler_name(false);
	w.cxx = compiler_name(true);
	witness_identify(&r->options, &w, program);
	if (!explore_program(program, w.arguments.at, &r->options, &run) ||
	    !witness_write(&r->options, &w, &run))
		return EXIT_UNUSABLE;
	fix_find(program, w.arguments.at, &r->options, &run);
	return deliver(&r->options, &run);
}

int command_check(int argc, char **argv)
{
	struct request r = {.options = OPTIONS_DEFAULT};

	(void)argc;
	if (!take_arguments(&r, argv))
		return EXIT_UNUSABLE;
	if (options_answer(&r.options, "check"))
		return 0;
	if (!r.inputs.count)
		return fail("check needs a file: acqrel check FILE.c... [-- COMPILER-FLAGS...]");
	if (!deliver_open(&r.options) || !witness_open(&r.options) || !scratch_make())
		return EXIT_UNUSABLE;
	r.options.library |= install_has_library_file(&r.inputs);
	int status = build_and_explore(&r, scratch_path("program"));
	scratch_remove();
	return deliver_failure(&r.options, NULL, status);
}
