/* Compiling and linking a program with the runtime in it. */
#ifndef ACQREL_CLI_BUILD_H
#define ACQREL_CLI_BUILD_H

#include "cli/build/cmdline.h"
#include "cli/build/compiler.h"

/* The outcome of a build. */
struct build_result {
	int status;               /* the failed compiler's exit status, 0: all is well */
	const char *not_compiled; /* the first source that did not compile, or NULL: then linking failed */
	bool lacks_main;          /* it failed for want of a main() */
};

/*
 * Says so, and returns false, if the command line asks for what cannot be checked, another sanitizer or
 * static linking, or the compiler, which has been asked, builds for another system or C library.
 */
bool build_is_possible(const struct compiler *compiler, const struct cmdline *c);

/* The command line that compiles, instrumented; the words of `c` follow as they are. */
void build_compile_command(const struct compiler *compiler, const struct cmdline *c, struct strings *argv);

/*
 * Compiles each source on its own into the scratch directory, as many at a time as there are processors,
 * and links. `compiler` compiles and links; C++ sources, and the linking then, go to `cxx` unless it is NULL.
 */
struct build_result build_program(const struct compiler *compiler, const struct compiler *cxx,
                                  const struct cmdline *c);

/* Becomes the command that links objects only. Returns an exit status if it cannot be started. */
int build_link(const struct compiler *compiler, const struct cmdline *c);

#endif
