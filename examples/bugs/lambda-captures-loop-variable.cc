/*
 * A loop starts threads that get their number from a lambda. It captures the loop variable by reference, and the
 * loop goes on counting while they read it.
 *
 * Source: Scott Meyers, "Effective Modern C++", 2014, item 31 ("Avoid default capture modes").
 * Fix: capture it by value.
 */
#include <atomic>
#include <cassert>
#include <thread>
#include <vector>

static std::atomic<int> work_done[2];

int main()
{
	std::vector<std::thread> threads;

	for (int i = 0; i < 2; i++) {
#ifdef FIXED
		threads.emplace_back([i] { work_done[i]++; });
#else
		threads.emplace_back([&] { work_done[i]++; });
#endif
	}
	for (std::thread &thread : threads)
		thread.join();
	assert(work_done[0] == 1 && work_done[1] == 1);
}
