// needs: catch2/catch_test_macros.hpp
// flags: -lCatch2Main -lCatch2
// says: with expansion
// filter: alone
#include <catch2/catch_test_macros.hpp>

#include "counter.hh"

TEST_CASE("alone")
{
	counter = 0;
	add();
	CHECK(counter.load() == 1);
}

TEST_CASE("threads")
{
	REQUIRE(count_with_two_threads() == 2);
}
