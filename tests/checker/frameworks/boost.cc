// needs: boost/test/included/unit_test.hpp
// says: check count_with_two_threads() == 2 has failed
// filter: --run_test=alone
#define BOOST_TEST_MODULE counter
#include <boost/test/included/unit_test.hpp>

#include "counter.hh"

BOOST_AUTO_TEST_CASE(alone)
{
	counter = 0;
	add();
	BOOST_TEST(counter.load() == 1);
}

BOOST_AUTO_TEST_CASE(threads)
{
	BOOST_TEST(count_with_two_threads() == 2);
}
