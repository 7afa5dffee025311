// needs: gtest/gtest.h
// flags: -lgtest -lgtest_main
// says: [  FAILED  ] Counter.Threads
// filter: --gtest_filter=Counter.Alone
#include <gtest/gtest.h>

#include "counter.hh"

TEST(Counter, Alone)
{
	counter = 0;
	add();
	EXPECT_EQ(counter.load(), 1);
}

TEST(Counter, Threads)
{
	EXPECT_EQ(count_with_two_threads(), 2) << "an update was lost";
}
