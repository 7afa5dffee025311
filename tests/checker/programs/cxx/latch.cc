/* std::latch: what was done before it is seen behind it.
 *
 * expect: ok
 * flags: -std=c++20
 */
#include <cassert>
#include <latch>
#include <thread>

static int number;

int main()
{
	std::latch done(1);
	std::thread other([&] {
		number = 1;
		done.count_down();
	});
	done.wait();
	assert(number == 1);
	other.join();
}
