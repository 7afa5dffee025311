/* Looks at the files that are to be checked before a compiler does, for clearer words. */
#ifndef ACQREL_CLI_INPUTS_H
#define ACQREL_CLI_INPUTS_H

#include "cli/build/cmdline.h"

/* Whether every input can be read and can be part of a program; says what is wrong with the first not. */
bool inputs_check(const struct cmdline *c);

/* Whether any input is C++, so that the C++ compiler has to link. */
bool inputs_have_cxx(const struct cmdline *c);

/* What the program gets as argv[0]: the first source's name without suffix. */
const char *inputs_program_name(const struct cmdline *c);

#endif
