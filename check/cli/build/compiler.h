/* Which compiler does the work, and its arguments, so that every memory access can be seen. */
#ifndef ACQREL_CLI_COMPILER_H
#define ACQREL_CLI_COMPILER_H

#include "cli/build/cmdline.h"

struct compiler {
	struct strings command; /* the words of $CC: "ccache gcc -m64" is three */
	bool cxx;
	bool tell_weak; /* the runtime wants to know which compare-exchanges are weak */
	/* What it says of itself: */
	bool answers;
	bool is_clang;
	int version;        /* the major one */
	const char *target; /* the system it builds for, in its own words; or "" */
	bool for_x86;       /* that has an x86-64 processor, */
	bool for_here;      /* the one that the command has itself, and Linux; */
	bool for_glibc, for_musl;
};

/*
 * The C or C++ compiler: $ACQREL_CC, else $CC, else cc (ACQREL_CXX, CXX, c++). The first is for builds that
 * have set CC="acqrel cc"; such a CC is passed over. Does not look whether it exists.
 */
struct compiler compiler_find(bool cxx);

/*
 * Asks the compiler, with those of the user's options that decide about it, which one it is and what it
 * builds for. Names do not tell: cc is gcc or clang, and on Alpine it builds for musl. One that does not
 * answer is left to fail by itself.
 */
void compiler_ask(struct compiler *compiler, const struct cmdline *c);

/* The words of that command as the user wrote them. */
const char *compiler_name(bool cxx);

/* Appends what compiles instrumented: before the user's own flags, and what must have the last word. */
void compiler_add_flags(const struct compiler *c, struct strings *argv);
void compiler_add_last_flags(const struct compiler *c, struct strings *argv);

/* Appends the runtime and what it needs: last on the link line of a program. */
void compiler_add_runtime(struct strings *argv);

#endif
