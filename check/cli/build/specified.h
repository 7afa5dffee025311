/* Specifications of foreign libraries (check/specifications), linked where a program uses such a library. */
#ifndef ACQREL_CLI_SPECIFIED_H
#define ACQREL_CLI_SPECIFIED_H

#include "cli/build/cmdline.h"

/*
 * Appends those of the libraries that the command line links, or that the linker has said it has taken, in
 * the file that `said` is open on (cli/build/linked.h); negative: it was not asked yet.
 */
void specified_add(const struct cmdline *c, int said, struct strings *argv);

/*
 * Whether it has taken one that the command line does not name: by way of a linker script, or of a file
 * with options. The program has to be linked again then.
 */
bool specified_was_missed(const struct cmdline *c, int said);

/* Whether the file that the linker has taken is one. */
bool specified_is(const char *path);

#endif
