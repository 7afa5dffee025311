#define _GNU_SOURCE
#include "cli/build/build_checked.h"

#include "cli/build/build.h"
#include "cli/build/inputs.h"
#include "cli/build/scratch.h"
#include "cli/fail.h"
#include "protocol/outcome.h"
#include "protocol/request.h"

#include <string.h>

/* The compiler's words: flags that were not given, inputs, the user's flags, and where it is to go. */
static struct cmdline make_command(const struct strings *inputs, const struct strings *more,
                                   const char *program)
{
	struct strings words = {0};
	struct cmdline flags = cmdline_parse(more->count ? more->at : (char *[]){NULL});

	if (!flags.optimizes)
		strings_add(&words, "-O0"); /* compilers leave out accesses otherwise */
	for (size_t i = 0; i < flags.words.count; i++)
		if (flags.roles[i] == WORD_LANGUAGE) /* holds for the files, though it comes after them */
			strings_add(&words, flags.words.at[i]);
	strings_add_all(&words, inputs->at);
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
		return fail("%s does not compile%s", result->not_compiled, scratch_shortage());
	if (result->lacks_main && c->sources + c->objects == 1)
		return fail("%s has no main() and so is no program: add one that starts the threads to check",
		            first);
	if (result->lacks_main)
		return fail("none of the files has a main(): add one that starts the threads to check");
	return fail("%s does not link%s", first, scratch_shortage());
}

int build_checked(const struct strings *inputs, const struct strings *flags, uint8_t failures,
                  const char *program, const char **name)
{
	struct cmdline c = make_command(inputs, flags, program);
	struct compiler compiler = compiler_find(false), cxx = compiler_find(true);
	bool has_cxx = inputs_have_cxx(&c);

	*name = NULL;
	if (c.mode != CMDLINE_LINK || c.shared || c.relocatable)
		return fail(
			"the compiler flags must leave a program to run: no -c, -E, -S, -M, -shared or -r");
	compiler_ask(&compiler, &c);
	if (has_cxx)
		compiler_ask(&cxx, &c);
	if (!build_is_possible(&compiler, &c) || (has_cxx && !build_is_possible(&cxx, &c)) ||
	    !inputs_check(&c))
		return EXIT_UNUSABLE;
	compiler.tell_weak = cxx.tell_weak = failures & ACQ_FAIL_SPURIOUSLY;
	struct build_result result = build_program(&compiler, has_cxx ? &cxx : NULL, &c);
	*name = result.not_compiled;
	if (result.status)
		return tell_failure(&result, &c);
	*name = inputs_program_name(&c);
	return 0;
}
