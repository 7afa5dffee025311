/* acqrel cc, acqrel c++: a compiler that builds programs for `acqrel run`, with the usual command line. */
#include "cli/build/build.h"
#include "cli/build/scratch.h"
#include "cli/cli.h"
#include "cli/fail.h"
#include "cli/process.h"

#include <string.h>

static int pass_through(const struct compiler *compiler, const struct cmdline *c)
{
	struct strings argv = {0};

	strings_add_all(&argv, compiler->command.at);
	strings_add_all(&argv, c->words.at);
	return process_become(argv.at);
}

static int compile(const struct compiler *compiler, const struct cmdline *c)
{
	struct strings argv = {0};

	build_compile_command(compiler, c, &argv);
	return process_become(argv.at);
}

static int make_program(const struct compiler *compiler, const struct cmdline *c)
{
	if (!scratch_make())
		return EXIT_UNUSABLE;
	int status = c->sources ? build_program(compiler, NULL, c).status : build_link(compiler, c);
	if (status && *scratch_shortage())
		fail("there is no program%s", scratch_shortage());
	scratch_remove();
	return status;
}

int command_cc(int argc, char **argv)
{
	struct compiler compiler = compiler_find(!strcmp(argv[0], "c++"));
	struct cmdline c = cmdline_parse(argv + 1);

	(void)argc;
	if (c.mode != CMDLINE_ASK)
		compiler_ask(&compiler, &c);
	if (!build_is_possible(&compiler, &c))
		return EXIT_UNUSABLE;
	if (c.mode == CMDLINE_ASK)
		return pass_through(&compiler, &c);
	if (c.mode != CMDLINE_LINK)
		return compile(&compiler, &c);
	return make_program(&compiler, &c);
}
