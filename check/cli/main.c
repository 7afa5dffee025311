/* The acqrel command: finds the subcommand and leaves the rest to it. */
#include "cli/cli.h"
#include "cli/fail.h"
#include "cli/process.h"
#include "cli/strings.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
	const char *name;
	int (*run)(int argc, char **argv);
} commands[] = {
	{"check", command_check},     {"run", command_run},
	{"cc", command_cc},           {"c++", command_cc},
	{"replay", command_replay},   {"help", command_help},
	{"--help", command_help},     {"-h", command_help},
	{"version", command_version}, {"--version", command_version},
	{"-V", command_version},
};

/* CMake assembles with the first word of CC="acqrel cc" alone. */
static bool is_meant_for_compiler(char *const *words)
{
	if (words[0][0] != '-')
		return false;
	for (; *words; words++)
		if (!strcmp(*words, "-c") || !strcmp(*words, "-S") || !strcmp(*words, "-E"))
			return true;
	return false;
}

static int unknown_command(const char *name)
{
	static const char *const names[] = {"check", "run",    "replay",    "cc", "c++",
	                                    "help",  "--help", "--version", NULL};
	const char *near = nearest_word(name, names);

	if (near)
		return fail("there is no command '%s'; did you mean '%s'? 'acqrel help' lists them", name,
		            near);
	if (strchr(name, '.'))
		return fail("there is no command '%s'; to check a program: acqrel check %s", name, name);
	return fail("there is no command '%s'; 'acqrel help' lists them", name);
}

/* acqrel-cc and acqrel-c++, for builds that take one word as the compiler: links to this program. */
static const char *command_of_name(const char *path)
{
	const char *name = base_name(path);

	return !strcmp(name, "acqrel-cc") ? "cc" : !strcmp(name, "acqrel-c++") ? "c++" : NULL;
}

static int run_command(int argc, char **argv)
{
	const char *own = argc ? command_of_name(argv[0]) : NULL;

	if (own) {
		argv[0] = must_copy(own, strlen(own));
		return command_cc(argc, argv);
	}
	if (argc < 2) {
		fputs("usage: acqrel check FILE.c...    (acqrel help says more)\n", stderr);
		return EXIT_UNUSABLE;
	}
	for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++)
		if (!strcmp(argv[1], commands[i].name))
			return commands[i].run(argc - 1, argv + 1);
	if (is_meant_for_compiler(argv + 1)) {
		argv[0] = must_copy("cc", 2);
		return command_cc(argc, argv);
	}
	return unknown_command(argv[1]);
}

/* A report of which a part is missing is none: the exit status has to say so. */
static int written(int status)
{
	errno = 0;
	if (!fflush(stdout) && !ferror(stdout))
		return status;
	return fail("cannot write to standard output%s%s", errno ? ": " : "", errno ? strerror(errno) : "");
}

int main(int argc, char **argv)
{
	process_init();
	/* The symbolizer must not go out to the network for libc's debug information. */
	unsetenv("DEBUGINFOD_URLS");
	return written(run_command(argc, argv));
}
