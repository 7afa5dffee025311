/* std::scoped_lock takes two locks in any order without a deadlock: it tries, and begins anew.
 *
 * expect: ok
 * flags: -std=c++17
 */
#include <cassert>
#include <mutex>
#include <thread>

static std::mutex a, b;
static int counter;

int main()
{
	std::thread other([] {
		std::scoped_lock lock(a, b);
		counter++;
	});
	{
		std::scoped_lock lock(b, a);
		counter++;
	}
	other.join();
	assert(counter == 2);
}
