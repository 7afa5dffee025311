/*
 * What the linker has put into a program. Code that acqrel cc has not compiled accesses memory without
 * telling the runtime: the object files and members of archives that hold such code are named in a note of
 * the program (rt/memory/uninstrumented.c reads it).
 */
#ifndef ACQREL_CLI_LINKED_H
#define ACQREL_CLI_LINKED_H

#include "cli/strings.h"

/* Asks the linker to say, on its standard output, which files it takes, and makes room for the note. */
void linked_ask(struct strings *argv);

/*
 * Writes the note into `output`, given what the linker said, in the file that `said` is open on; what else it
 * said is passed on. `objects` are files that stand for `names`, which are shown instead: as many as there
 * are names, NULL where the name is the file. False: it cannot be noted, and that has been said.
 */
bool linked_note(int said, const char *output, const char *const *objects, const struct strings *names);

#endif
