/* The old value is looked at where an exception is caught.
 *
 * expect: assertion
 */
#include <atomic>
#include <cassert>
#include <thread>

static std::atomic<int> count;

static void take()
{
	int mine = count.fetch_add(1);

	try {
		throw 1;
	} catch (int) {
		assert(mine == 0);
	}
}

int main()
{
	std::thread other(take);

	take();
	other.join();
}
