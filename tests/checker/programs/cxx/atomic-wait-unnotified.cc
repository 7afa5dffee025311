/* The value changes, but nobody says so.
 *
 * expect: lost-wakeup
 * flags: -std=c++20
 */
#include <atomic>
#include <thread>

static std::atomic<int> state;

int main()
{
	std::thread other([] { state.store(1); });
	state.wait(0);
	other.join();
}
