// What the tests of every framework here are about: two threads add one each; unless FIXED is in the
// environment, an update may be lost. (Not a macro: the headers of frameworks take long to compile.)
#include <atomic>
#include <cstdlib>
#include <thread>

static std::atomic<int> counter;

static void add()
{
	if (std::getenv("FIXED"))
		counter.fetch_add(1);
	else
		counter.store(counter.load() + 1);
}

static int count_with_two_threads()
{
	counter = 0;
	std::thread a(add), b(add);
	a.join();
	b.join();
	return counter.load();
}
