/*
 * <acqrel/check.h>: what a program can say to the checker.
 *
 * Under `acqrel check` (or built with `acqrel cc`) these are answered by the checker's runtime. In any
 * other build they are inline and need no library, so that one source is both a stress test and a
 * checked test:
 *
 *	for (int i = 0; i < AR_ITERATIONS(1000000, 2); i++)
 *		work();
 *
 * All of them may be called from any thread.
 */
#ifndef ACQREL_CHECK_H
#define ACQREL_CHECK_H

#include <stdio.h>
#include <stdlib.h>

#ifdef __cplusplus
extern "C" {
#endif

#ifdef ACQREL_CHECKING

/* 1 while the checker explores the program, 0 in a native run (also of a program built with `acqrel cc`). */
int ar_checking(void);

/*
 * Only executions in which cond holds are of interest: the others are dropped without being reported or
 * counted as complete. Natively there is nothing to drop: the process ends with status 77, which CTest
 * and automake can be configured to read as "skipped".
 */
void ar_assume(int cond);

/*
 * One of 0 … n-1: the checker explores every answer, a native run picks one at random.
 * n must be at least 1; 0 aborts.
 */
unsigned ar_choose(unsigned n);

/*
 * A precondition was broken: the checker's verdict is "misuse", with this sentence. A native run prints it
 * and aborts. For libraries that check how they are used, as this one does.
 */
__attribute__((noreturn)) void ar_misuse_found(const char *sentence);

#else

static inline int ar_checking(void)
{
	return 0;
}

static inline void ar_assume(int cond)
{
	if (!cond)
		_Exit(77);
}

static inline unsigned ar_choose(unsigned n)
{
	if (n == 0)
		abort();
	return (unsigned)rand() % n;
}

__attribute__((noreturn)) static inline void ar_misuse_found(const char *sentence)
{
	fprintf(stderr, "%s\n", sentence);
	abort();
}

#endif

#ifdef __cplusplus
}
#endif

/*
 * native in a native run, checked under the checker: an int expression, not a constant. May be defined
 * before, for native runs that have to do with less, under a sanitizer for example.
 */
#ifndef AR_ITERATIONS
#define AR_ITERATIONS(native, checked) (ar_checking() ? (checked) : (native))
#endif

#endif
