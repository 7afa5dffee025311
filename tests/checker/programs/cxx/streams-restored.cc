/* String streams that all threads write to: in static memory, and on the heap. Each execution finds them as they were.
 *
 * expect: ok 2
 * flags: -std=c++17
 */
#include <cassert>
#include <iomanip>
#include <memory>
#include <mutex>
#include <sstream>
#include <thread>

static std::mutex mutex;
static std::ostringstream text;
static std::unique_ptr<std::ostringstream> numbers;

static void put(int n)
{
	std::lock_guard<std::mutex> lock(mutex);
	text << "n" << n << '.';
	*numbers << std::hex << n * 10 << ' ';
}

int main()
{
	numbers = std::make_unique<std::ostringstream>();
	text << "start ";
	std::thread other(put, 1);
	put(2);
	other.join();
	assert((text.str() == "start n1.n2." && numbers->str() == "a 14 ") ||
	       (text.str() == "start n2.n1." && numbers->str() == "14 a "));
}
