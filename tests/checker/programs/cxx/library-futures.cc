/* Shared states that go from thread to thread, with exceptions in them, in objects on the heap.
 *
 * expect: ok
 */
#include <cassert>
#include <future>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>

struct object {
	std::promise<int> promise;
	std::packaged_task<int(int)> task{[](int n) {
		if (n == 1)
			throw std::runtime_error("one");
		return n;
	}};
	std::map<int, std::future<int>> futures;
};

int main()
{
	auto o = std::make_unique<object>();
	o->futures[0] = o->promise.get_future();
	o->futures[1] = o->task.get_future();
	std::thread first([&o] { o->promise.set_value(2); });
	std::thread second(std::move(o->task), 1);
	assert(o->futures[0].get() == 2);
	try {
		o->futures[1].get();
		assert(false);
	} catch (const std::runtime_error &e) {
		assert(e.what() == std::string("one"));
	}
	first.join();
	second.join();
}
