/* The count in a shared_ptr is atomic, the shared_ptr itself is not.
 *
 * expect: data-race
 * report: data race on `current`
 */
#include <memory>
#include <thread>

static std::shared_ptr<int> current = std::make_shared<int>(1);

int main()
{
	std::thread other([] { current = std::make_shared<int>(2); });
	std::shared_ptr<int> mine = current;
	other.join();
}
