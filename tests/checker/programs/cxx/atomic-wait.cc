/* std::atomic::wait sleeps until the value is another.
 *
 * expect: ok
 * flags: -std=c++20
 */
#include <atomic>
#include <cassert>
#include <thread>

static std::atomic<int> state;
static int number;

int main()
{
	std::thread other([] {
		number = 1;
		state.store(1);
		state.notify_one();
	});
	state.wait(0);
	assert(state == 1 && number == 1);
	other.join();
}
