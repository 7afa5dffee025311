/* An exception_ptr on the heap: what the library writes to it is taken back with the program.
 *
 * expect: ok
 */
#include <atomic>
#include <cassert>
#include <exception>
#include <memory>
#include <thread>

int main()
{
	auto held = std::make_unique<std::exception_ptr>(std::make_exception_ptr(1));
	std::atomic<int> turn{0};
	std::thread other([&] {
		turn.load();
		assert(*held);
		held.reset();
	});
	turn = 1;
	other.join();
}
