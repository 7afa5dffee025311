/* acqrel run: explores a program that acqrel cc has built. */
#define _GNU_SOURCE
#include "cli/cli.h"
#include "cli/explore/deliver.h"
#include "cli/explore/explore.h"
#include "cli/explore/fix.h"
#include "cli/fail.h"
#include "cli/strings.h"
#include "cli/witness/witness.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The file that a program's name stands for: looked up on PATH like a shell does. */
static const char *find_program(const char *name)
{
	const char *path = getenv("PATH");

	for (; !strchr(name, '/') && path && *path; path += strspn(path, ":")) {
		size_t n = strcspn(path, ":");
		const char *file = must_print("%.*s/%s", (int)n, path, name);
		if (access(name, F_OK) && !access(file, X_OK))
			return file;
		path += n;
	}
	return name;
}

/* argv: the program's. */
static int explore(struct options *o, char *const *argv)
{
	const char *path = find_program(argv[0]);
	struct report_run run = {0};
	struct witness w = {0};

	if (!explore_is_ready(path, o) || !deliver_open(o) || !witness_open(o))
		return EXIT_UNUSABLE;
	w.program = realpath(path, NULL);
	witness_identify(o, &w, path);
	strings_add_all(&w.arguments, argv);
	if (!explore_program(path, argv, o, &run) || !witness_write(o, &w, &run))
		return EXIT_UNUSABLE;
	fix_find(path, argv, o, &run);
	return deliver(o, &run);
}

int command_run(int argc, char **argv)
{
	struct options o = OPTIONS_DEFAULT;
	int i = 1;

	for (; i < argc && argv[i][0] == '-' && argv[i][1] && strcmp(argv[i], "--"); i++)
		if (options_take(&o, argv, &i, "run") == OPTION_INVALID)
			return EXIT_UNUSABLE;
	if (options_answer(&o, "run"))
		return 0;
	if (i < argc && !strcmp(argv[i], "--"))
		i++;
	if (i == argc)
		return fail("run needs a program: acqrel run [OPTIONS] PROGRAM [ARGS...]");
	return deliver_failure(&o, NULL, explore(&o, argv + i));
}
