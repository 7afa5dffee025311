/* needs: cmocka.h
 * flags: -lcmocka
 * says: 0x1 != 0x2
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "counter.h"

static void test_alone(void **state)
{
	(void)state;
	assert_null(add(NULL));
}

static void test_threads(void **state)
{
	(void)state;
	assert_int_equal(count_with_two_threads(), 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_alone), cmocka_unit_test(test_threads)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
