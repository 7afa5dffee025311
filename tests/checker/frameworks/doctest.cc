// needs: doctest/doctest.h
// says: values: CHECK( 1 == 2 )
// filter: -tc=alone
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

#include "counter.hh"

TEST_CASE("alone")
{
	counter = 0;
	add();
	CHECK(counter.load() == 1);
}

TEST_CASE("threads")
{
	CHECK(count_with_two_threads() == 2);
}
