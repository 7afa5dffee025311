/*
 * What Unity, greatest and other frameworks that are a file or two do: a test that fails jumps out of itself, failures are
 * counted, and their number is the exit status. Arguments say which tests to run.
 *
 * says: FAIL: counted 1
 * filter: alone
 */
#include <setjmp.h>
#include <stdio.h>
#include <string.h>

#include "counter.h"

static jmp_buf leave;
static int tests, failures;
static const char *wanted; /* NULL: all tests */

#define FAIL(format, value)                                                        \
	do {                                                                       \
		printf("%s:%d: FAIL: " format "\n", __FILE__, __LINE__, (value)); \
		failures++;                                                        \
		longjmp(leave, 1);                                                 \
	} while (0)

static void run(const char *name, void (*test)(void))
{
	if (wanted && strcmp(wanted, name))
		return;
	tests++;
	if (!setjmp(leave)) {
		test();
		printf("%s: PASS\n", name);
	}
}

static void test_alone(void)
{
	if (add(NULL))
		FAIL("%s", "not NULL");
}

static void test_threads(void)
{
	int n = count_with_two_threads();

	if (n != 2)
		FAIL("counted %d", n);
}

int main(int argc, char **argv)
{
	wanted = argc > 1 ? argv[1] : NULL;
	setvbuf(stdout, NULL, _IONBF, 0);
	run("alone", test_alone);
	run("threads", test_threads);
	printf("%d tests, %d failures\n", tests, failures);
	return failures;
}
