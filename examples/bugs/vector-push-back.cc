/*
 * Two threads append to one std::vector. Appending changes its size and sometimes moves all that is in it; only
 * functions that change nothing may be called at the same time.
 *
 * Source: C++ standard, [res.on.data.races]; Anthony Williams, "C++ Concurrency in Action", 2nd edition, 2019,
 * chapter 3.
 * Fix: a lock.
 */
#include <cassert>
#include <mutex>
#include <thread>
#include <vector>

static std::mutex mutex;
static std::vector<int> results;

static void append(int result)
{
#ifdef FIXED
	std::lock_guard<std::mutex> lock(mutex);
#endif
	results.push_back(result);
}

int main()
{
	std::thread other(append, 1);
	append(2);
	other.join();
	assert(results.size() == 2);
}
