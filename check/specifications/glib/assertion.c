/*
 * What g_assert() and its like call when they fail: the same as assert(), so that the report says where.
 * Tests may have asked for assertions that fail and let the test go on: those are GLib's.
 */
#include "glib.h"

#include <assert.h>

static int lets_tests_go_on; /* set before the tests run */

GLIB void g_test_set_nonfatal_assertions(void)
{
	lets_tests_go_on = 1;
	GLIB_NATIVE(g_test_set_nonfatal_assertions)();
}

static bool ends_the_program(void)
{
	return ar_checking() && !lets_tests_go_on;
}

static void fail(const char *what, const char *file, int line, const char *function)
{
	__assert_fail(what ? what : "code should not be reached", file, (unsigned)line, function);
}

GLIB void g_assertion_message(const char *domain, const char *file, int line, const char *function,
                              const char *message)
{
	if (ends_the_program())
		fail(message, file, line, function);
	GLIB_NATIVE(g_assertion_message)(domain, file, line, function, message);
}

GLIB void g_assertion_message_expr(const char *domain, const char *file, int line, const char *function,
                                   const char *expression)
{
	if (ends_the_program())
		fail(expression, file, line, function);
	GLIB_NATIVE(g_assertion_message_expr)(domain, file, line, function, expression);
}

GLIB void g_assertion_message_cmpnum(const char *domain, const char *file, int line, const char *function,
                                     const char *expression, long double a, const char *compared,
                                     long double b, char kind)
{
	if (ends_the_program())
		fail(expression, file, line, function);
	GLIB_NATIVE(g_assertion_message_cmpnum)
	(domain, file, line, function, expression, a, compared, b, kind);
}

GLIB void g_assertion_message_cmpint(const char *domain, const char *file, int line, const char *function,
                                     const char *expression, uint64_t a, const char *compared, uint64_t b,
                                     char kind)
{
	if (ends_the_program())
		fail(expression, file, line, function);
	GLIB_NATIVE(g_assertion_message_cmpint)
	(domain, file, line, function, expression, a, compared, b, kind);
}

GLIB void g_assertion_message_cmpstr(const char *domain, const char *file, int line, const char *function,
                                     const char *expression, const char *a, const char *compared,
                                     const char *b)
{
	if (ends_the_program())
		fail(expression, file, line, function);
	GLIB_NATIVE(g_assertion_message_cmpstr)(domain, file, line, function, expression, a, compared, b);
}
