/* A promise that is destroyed without a value tells so.
 *
 * expect: ok
 */
#include <cassert>
#include <future>
#include <thread>

int main()
{
	std::promise<int> promise;
	auto value = promise.get_future();
	std::thread other([p = std::move(promise)] {});
	try {
		value.get();
		assert(false);
	} catch (const std::future_error &e) {
		assert(e.code() == std::future_errc::broken_promise);
	}
	other.join();
}
