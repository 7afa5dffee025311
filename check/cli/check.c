/* acqrel check: from source files to a verdict. */
#define _GNU_SOURCE
#include "cli.h"

#include "build.h"
#include "deliver.h"
#include "explore.h"
#include "inputs.h"
#include "process.h"
#include "scratch.h"

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

/* The compiler's words: flags that were not given, inputs, the user's flags, and where it is to go. */
static struct cmdline make_command(const struct request *r, const char *program)
{
	struct strings words = {0};
	struct cmdline flags = cmdline_parse(r->flags.count ? r->flags.at : (char *[]){NULL});

	if (!flags.optimizes)
		strings_add(&words, "-O1");
	for (size_t i = 0; i < flags.words.count; i++)
		if (flags.roles[i] == WORD_LANGUAGE) /* holds for the files, though it comes after them */
			strings_add(&words, flags.words.at[i]);
	strings_add_all(&words, r->inputs.at);
	for (size_t i = 0; i < flags.words.count; i++)
		if (flags.roles[i] != WORD_LANGUAGE && flags.roles[i] != WORD_OUTPUT)
			strings_add(&words, flags.words.at[i]);
	strings_add(&words, "-o");
	strings_add(&words, program);
	return cmdline_parse(words.at);
}

/* Says in one sentence why there is no program; the compiler has said more. */
static int tell_failure(const struct build_result *result, const struct cmdline *c)
{
	const char *first = "the program";

	for (size_t i = c->words.count; i-- > 0;)
		if (c->roles[i] == WORD_SOURCE || c->roles[i] == WORD_OBJECT)
			first = c->words.at[i];
	if (result->not_compiled)
		return fail("%s does not compile", result->not_compiled);
	if (result->lacks_main && c->sources + c->objects == 1)
		return fail("%s has no main() and so is no program: add one that starts the threads to check",
		            first);
	if (result->lacks_main)
		return fail("none of the files has a main(): add one that starts the threads to check");
	return fail("%s does not link", first);
}

static int build_and_explore(const struct request *r, const char *program)
{
	struct cmdline c = make_command(r, program);
	struct report_run run = {0};
	struct compiler compiler, cxx;
	bool has_cxx = inputs_have_cxx(&c);

	if (c.mode != CMDLINE_LINK || c.shared || c.relocatable)
		return fail(
			"the compiler flags must leave a program to run: no -c, -E, -S, -M, -shared or -r");
	if (!build_is_possible(&c) || !inputs_check(&c))
		return EXIT_UNUSABLE;
	compiler = compiler_find(false);
	compiler.tell_weak = r->options.failures & ACQ_FAIL_SPURIOUSLY;
	if (has_cxx) {
		cxx = compiler_find(true);
		cxx.tell_weak = compiler.tell_weak;
	}
	struct build_result result = build_program(&compiler, has_cxx ? &cxx : NULL, &c);
	if (result.status)
		return tell_failure(&result, &c);
	char *arguments[] = {(char *)inputs_program_name(&c), NULL};
	if (!explore_program(program, arguments, &r->options, &run))
		return EXIT_UNUSABLE;
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
	if (!deliver_open(&r.options) || !scratch_make())
		return EXIT_UNUSABLE;
	int status = build_and_explore(&r, scratch_path("program"));
	scratch_remove();
	return status;
}
