/* std::atomic_load and std::atomic_store of a shared_ptr, which libstdc++ makes of mutexes of its own.
 *
 * expect: ok 4
 */
#include <atomic>
#include <cassert>
#include <memory>
#include <thread>

static std::shared_ptr<int> current = std::make_shared<int>(1);

int main()
{
	std::thread other([] { std::atomic_store(&current, std::make_shared<int>(2)); });
	std::shared_ptr<int> seen = std::atomic_load(&current);
	assert(*seen == 1 || *seen == 2);
	other.join();
	assert(*std::atomic_load(&current) == 2);
}
