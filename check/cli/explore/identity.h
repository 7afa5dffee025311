/* Whether a program is the same as one seen before. */
#ifndef ACQREL_CLI_IDENTITY_H
#define ACQREL_CLI_IDENTITY_H

#include <stdint.h>

/*
 * A number for the program's code and data; debug information, which names the directory that it was built
 * in, does not count. 0: it cannot be read.
 */
uint64_t identity_of_program(const char *path);

/* The same for bytes, on top of what came before (at first 0). */
uint64_t identity_add(uint64_t so_far, const void *bytes, unsigned long count);

#endif
