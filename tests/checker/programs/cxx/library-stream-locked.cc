/* Two threads write to one string stream under a lock, and to std::cout without.
 *
 * expect: ok
 */
#include <cassert>
#include <iostream>
#include <mutex>
#include <sstream>
#include <thread>

static std::ostringstream stream;
static std::mutex mutex;

static void put(int n)
{
	std::cout << n << '\n';
	std::lock_guard<std::mutex> lock(mutex);
	stream << n;
}

int main()
{
	std::thread other(put, 1);

	put(2);
	other.join();
	assert(stream.str() == "12" || stream.str() == "21");
}
