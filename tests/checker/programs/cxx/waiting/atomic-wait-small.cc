/* A value of another size than the kernel's: the library waits on a word of its own.
 *
 * expect: ok
 * flags: -std=c++20
 */
#include <atomic>
#include <thread>

static std::atomic<char> state;
static int number;

int main()
{
	std::thread other([] {
		number = 1;
		state.store(1);
		state.notify_one();
	});
	state.wait(0);
	int read = number;
	other.join();
	return read != 1;
}
