/* std::promise and std::packaged_task: the value is there before it is got.
 *
 * expect: ok
 */
#include <cassert>
#include <future>
#include <thread>

int main()
{
	std::promise<int> promise;
	std::packaged_task<int(int)> task([](int n) { return n + 1; });
	auto one = promise.get_future(), two = task.get_future();
	std::thread other([&] {
		promise.set_value(4);
		task(7);
	});
	assert(one.get() == 4 && two.get() == 8);
	other.join();
}
