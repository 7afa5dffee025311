/* What member functions of std::atomic leave on the stack, and landing pads around them, make no other state of a loop.
 *
 * expect: ok 2
 */
#include <atomic>
#include <thread>

const int steps = 13;
static std::atomic<int> x{0};

static void wait()
{
	do {
		if (x.load(std::memory_order_acquire) == steps)
			break;
	} while (x.load(std::memory_order_relaxed) != 0);
}

int main()
{
	std::thread waiter(wait);

	for (int i = 1; i <= steps; i++)
		x.store(i, std::memory_order_relaxed);
	waiter.join();
}
