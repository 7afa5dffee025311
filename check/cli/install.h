/* Where the command finds what was installed with it. */
#ifndef ACQREL_CLI_INSTALL_H
#define ACQREL_CLI_INSTALL_H

#include "cli/strings.h"

/* PREFIX/include, with <acqrel/…> in it; PREFIX is two levels above the running executable. */
const char *install_include(void);

/* PREFIX/lib/acqrel/include, with headers that come before those of the system. */
const char *install_overrides(void);

/* PREFIX/lib/acqrel/acqrel-rt.o, the runtime that is linked into checked programs. */
const char *install_runtime(void);

/*
 * PREFIX/lib/acqrel/assembler/, the folder with the assembler that instruments, or NULL: there is none for
 * this processor.
 */
const char *install_assembler(void);

/* PREFIX/lib/acqrel/acqrel-NAME.o, which stands in for a foreign library. */
const char *install_specification(const char *name);

/* PREFIX/lib/acqrel/acqrel-note.o, with the note for what in a program is not instrumented. */
const char *install_note(void);

/* PREFIX/lib/acqrel/libtsan, the folder with the runtime under the names of libtsan's shared library. */
const char *install_libtsan(void);

/* PREFIX/lib/acqrel/libacqrel-checked.a, the library built to be checked with the program, or NULL. */
const char *install_library(void);

/*
 * The folders with the files of libacqrel, and of specifications, as compilers of checked programs name them;
 * NULL behind the last.
 */
const char *const *install_library_folders(void);

/* Those with specifications of foreign libraries alone. */
const char *const *install_specification_folders(void);

/* Likewise those with what of the checker itself is compiled into checked programs. */
const char *const *install_checker_folders(void);

/*
 * Whether one of the files is in these folders: who checks the library itself wants to see what happens in
 * it.
 */
bool install_has_library_file(const struct strings *files);

#endif
