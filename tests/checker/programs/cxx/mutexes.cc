/* Every kind of mutex protects a counter: in two executions each, as with pthreads.
 *
 * expect: ok 64
 * flags: -std=c++17
 */
#include <cassert>
#include <mutex>
#include <shared_mutex>
#include <thread>

static std::mutex usual;
static std::recursive_mutex again;
static std::timed_mutex timed;
static std::recursive_timed_mutex timed_again;
static std::shared_mutex shared;
static std::shared_timed_mutex shared_timed;
static int counters[6];

static void add()
{
	{
		std::lock_guard<std::mutex> lock(usual);
		counters[0]++;
	}
	{
		std::lock_guard<std::recursive_mutex> lock(again), twice(again);
		counters[1]++;
	}
	{
		std::unique_lock<std::timed_mutex> lock(timed);
		counters[2]++;
	}
	{
		std::lock_guard<std::recursive_timed_mutex> lock(timed_again), twice(timed_again);
		counters[3]++;
	}
	{
		std::unique_lock<std::shared_mutex> lock(shared);
		counters[4]++;
	}
	{
		std::unique_lock<std::shared_timed_mutex> lock(shared_timed);
		counters[5]++;
	}
}

int main()
{
	std::thread other(add);
	add();
	other.join();
	for (int counter : counters)
		assert(counter == 2);
}
