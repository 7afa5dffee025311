/* Atomic operations while an exception is thrown, in its handler, and in destructors that it calls: each execution finds
 * the library's state as the thread left it there.
 *
 * expect: ok 15
 */
#include <atomic>
#include <cassert>
#include <exception>
#include <thread>

static std::atomic<int> shared;

struct looks {
	~looks()
	{
		assert(std::uncaught_exceptions() == 1);
		shared.load();
	}
};

struct problem {
	int value;

	explicit problem(int v) : value(v)
	{
		shared.load();
	}
};

static void run()
{
	try {
		try {
			looks at_the_way_out;
			throw problem(3);
		} catch (problem &p) {
			assert(p.value == 3 && std::uncaught_exceptions() == 0);
			shared.load();
			throw;
		}
	} catch (const problem &p) {
		assert(p.value == 3);
		shared.load();
	}
	assert(!std::current_exception());
}

int main()
{
	std::thread other([] {
		shared.store(1);
		shared.store(2);
	});
	run();
	other.join();
}
