/* Nobody keeps the promise.
 *
 * expect: lost-wakeup
 */
#include <future>
#include <thread>

int main()
{
	std::promise<int> promise;
	auto value = promise.get_future();
	return value.get();
}
