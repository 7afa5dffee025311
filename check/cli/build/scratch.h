/* The temporary directory of one run of the command. */
#ifndef ACQREL_CLI_SCRATCH_H
#define ACQREL_CLI_SCRATCH_H

#include <stdbool.h>

/* Makes the directory, under $TMPDIR if set, else /tmp. False: not possible, and said so. */
bool scratch_make(void);

/* The path of a file in it. */
const char *scratch_path(const char *name);

/* If there is little room left where it lies: "; FOLDER has …", which ends a sentence; else "". */
const char *scratch_shortage(void);

/* Removes the directory and everything in it. Does nothing if there is none. */
void scratch_remove(void);

#endif
