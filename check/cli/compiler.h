/* Which compiler does the work, and what it is told so that every memory access can be seen. */
#ifndef ACQREL_CLI_COMPILER_H
#define ACQREL_CLI_COMPILER_H

#include "words.h"

struct compiler {
	struct strings command; /* the words of $CC: "ccache gcc -m64" is three */
	bool is_clang;
	bool for_x86;
	bool tell_weak; /* the runtime wants to know which compare-exchanges are weak */
};

/*
 * The C or C++ compiler: $ACQREL_CC, else $CC, else cc (ACQREL_CXX, CXX, c++). The first is for builds that
 * have set CC="acqrel cc"; such a CC is passed over. Does not look whether it exists.
 */
struct compiler compiler_find(bool cxx);

/* The words of that command as the user wrote them. */
const char *compiler_name(bool cxx);

/* Appends what compiles instrumented: before the user's own flags, and what must have the last word. */
void compiler_add_flags(const struct compiler *c, struct strings *argv);
void compiler_add_last_flags(struct strings *argv);

/* Appends the runtime and what it needs: last on the link line of a program. */
void compiler_add_runtime(struct strings *argv);

#endif
