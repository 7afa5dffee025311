/* Two locks in two orders.
 *
 * expect: deadlock
 * report: each wait for a lock that the other holds
 */
#include <mutex>
#include <thread>

static std::mutex a, b;

int main()
{
	std::thread other([] {
		std::lock_guard<std::mutex> first(a), second(b);
	});
	{
		std::lock_guard<std::mutex> first(b), second(a);
	}
	other.join();
}
