/* Two threads join one std::thread, which each of them writes that it is joined into.
 *
 * expect: data-race
 */
#include <memory>
#include <thread>

int main()
{
	auto worker = std::make_unique<std::thread>([] {});
	std::thread other([&worker] { worker->join(); });

	worker->join();
	other.join();
}
