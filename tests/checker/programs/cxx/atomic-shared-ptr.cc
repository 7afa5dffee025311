/* std::atomic<std::shared_ptr>, written by two threads.
 *
 * expect: ok
 * flags: -std=c++20
 */
#include <atomic>
#include <cassert>
#include <memory>
#include <thread>

static std::atomic<std::shared_ptr<int>> current{std::make_shared<int>(1)};

int main()
{
	std::shared_ptr<int> before;
	std::thread other([&] { before = current.exchange(std::make_shared<int>(2)); });
	current.store(std::make_shared<int>(3));
	other.join();
	assert(*before == 1 || *before == 3);
	std::shared_ptr<int> last = current.load();
	assert(*last == (*before == 1 ? 3 : 2));
}
