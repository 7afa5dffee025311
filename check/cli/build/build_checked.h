/* From the files that acqrel check is given to a program that contains the runtime. */
#ifndef ACQREL_CLI_BUILD_CHECKED_H
#define ACQREL_CLI_BUILD_CHECKED_H

#include "cli/strings.h"

#include <stdint.h>

/*
 * Builds `program` from the inputs with the flags; failures (bits of enum acq_failures) are what will be
 * explored. *name is what the program is to be called. Returns 0, or the exit status after it has said why
 * there is no program; *name is then the file that is to blame, or NULL.
 */
int build_checked(const struct strings *inputs, const struct strings *flags, uint8_t failures,
                  const char *program, const char **name);

#endif
