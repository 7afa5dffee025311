/* Specifications of foreign libraries (check/specifications), linked where a program uses such a library. */
#ifndef ACQREL_CLI_SPECIFIED_H
#define ACQREL_CLI_SPECIFIED_H

#include "cli/build/cmdline.h"

/* Appends those of the libraries that the command line links. */
void specified_add(const struct cmdline *c, struct strings *argv);

/* Whether the file that the linker has taken is one. */
bool specified_is(const char *path);

#endif
