/*
 * A test is a program: CHECK says where something is not as it should be, and check_result() is its exit
 * status.
 */
#ifndef ACQREL_TESTS_ENGINE_CHECK_H
#define ACQREL_TESTS_ENGINE_CHECK_H

#include <stdio.h>

static unsigned check_failures, check_count;

static inline void check_one(int holds, const char *file, int line, const char *what)
{
	check_count++;
	if (holds)
		return;
	check_failures++;
	fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, what);
}

#define CHECK(condition) check_one(!!(condition), __FILE__, __LINE__, #condition)

static inline int check_result(void)
{
	printf("%u checks, %u failed\n", check_count, check_failures);
	return check_failures != 0;
}

#endif
