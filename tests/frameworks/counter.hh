// What the tests of every framework here are about: two threads add one each; without FIXED an update may be lost.
#include <atomic>
#include <thread>

static std::atomic<int> counter;

static void add()
{
#ifdef FIXED
	counter.fetch_add(1);
#else
	counter.store(counter.load() + 1);
#endif
}

static int count_with_two_threads()
{
	counter = 0;
	std::thread a(add), b(add);
	a.join();
	b.join();
	return counter.load();
}
