/* needs: check.h
 * package: check
 * says: Assertion 'count_with_two_threads() == 2' failed
 * filter: env CK_RUN_CASE=alone
 */
#include <check.h>
#include <stdlib.h>

#include "counter.h"

START_TEST(test_alone)
{
	ck_assert_ptr_null(add(NULL));
}
END_TEST

START_TEST(test_threads)
{
	ck_assert_int_eq(count_with_two_threads(), 2);
}
END_TEST

static void add_case(Suite *s, const char *name, const TTest *test)
{
	TCase *c = tcase_create(name);

	tcase_add_test(c, test);
	suite_add_tcase(s, c);
}

int main(void)
{
	Suite *s = suite_create("counter");
	add_case(s, "alone", test_alone);
	add_case(s, "threads", test_threads);

	SRunner *r = srunner_create(s);
	srunner_set_fork_status(r, CK_NOFORK);
	srunner_run_all(r, CK_NORMAL);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
