/* std::atomic::wait looks at the value once before it sleeps, and once more when it has slept.
 *
 * expect: ok 6
 * flags: -std=c++20
 */
#include <atomic>
#include <thread>

static std::atomic<int> state;

int main()
{
	std::thread other([] { state.wait(0); });
	state = 1;
	state.notify_all();
	other.join();
}
