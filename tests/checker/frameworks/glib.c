/* The tests use threads of pthreads. A test that fails calls abort().
 *
 * needs: glib.h
 * package: glib-2.0
 * verdict: assertion
 * says: not ok 2 /threads
 * filter: -p /alone
 */
#include <glib.h>

#include "counter.h"

static void test_alone(void)
{
	g_assert_null(add(NULL));
}

static void test_threads(void)
{
	if (count_with_two_threads() != 2)
		g_test_fail();
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/alone", test_alone);
	g_test_add_func("/threads", test_threads);
	return g_test_run();
}
