/* What a loop read last is read again only where an exception is caught: turns that differ in it are not the same state.
 *
 * expect: assertion
 */
#include <atomic>
#include <cassert>
#include <thread>

static std::atomic<int> x{0};
static volatile bool throws = true;

__attribute__((noinline)) static void may_throw()
{
	if (throws)
		throw 1;
}

static void wait()
{
	int v, last = 0;

	try {
		while ((v = x.load(std::memory_order_relaxed)) != 3)
			last = v;
		may_throw();
		last = 0;
	} catch (int) {
		assert(last != 2);
	}
}

int main()
{
	std::thread waiter(wait);

	for (int i = 1; i <= 3; i++)
		x.store(i, std::memory_order_relaxed);
	waiter.join();
}
