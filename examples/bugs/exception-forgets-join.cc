/*
 * Between the start of a thread and its join an exception is thrown. It is handled further out, but on the way the
 * std::thread is destroyed, and a thread that could still be joined ends the program then.
 *
 * Source: Hans Boehm, "A plea to reconsider detach-on-destruction for thread objects", N2802, 2008; Scott Meyers,
 * "Effective Modern C++", 2014, item 37.
 * Fix: a guard that joins on every way out (from C++20 on std::jthread).
 */
#include <atomic>
#include <stdexcept>
#include <thread>

static std::atomic<bool> available;

struct joins {
	std::thread &thread;

	~joins()
	{
		if (thread.joinable())
			thread.join();
	}
};

static void use()
{
	if (!available)
		throw std::runtime_error("not available yet");
}

static void run()
{
	std::thread provider([] { available = true; });
#ifdef FIXED
	joins guard{provider};
#endif
	use();
	provider.join();
}

int main()
{
	try {
		run();
	} catch (const std::runtime_error &) {
	}
}
