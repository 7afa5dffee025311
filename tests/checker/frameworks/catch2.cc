// needs: catch2/catch.hpp
// says: with expansion
// filter: alone
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>

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
