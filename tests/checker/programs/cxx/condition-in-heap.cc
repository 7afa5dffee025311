/* Condition variables on the heap, which the library constructs; one is made anew in the same place.
 *
 * expect: ok
 */
#include <condition_variable>
#include <memory>
#include <mutex>
#include <new>
#include <thread>

struct box {
	std::mutex mutex;
	std::condition_variable one;
	std::condition_variable_any any;
	int full = 0;
};

int main()
{
	auto b = std::make_unique<box>();
	auto alone = std::make_unique<std::condition_variable>();

	b->one.~condition_variable();
	new (&b->one) std::condition_variable;
	std::thread other([&] {
		std::lock_guard<std::mutex> lock(b->mutex);
		b->full = 1;
		b->one.notify_one();
		alone->notify_all();
	});
	{
		std::unique_lock<std::mutex> lock(b->mutex);
		b->one.wait(lock, [&] { return b->full; });
	}
	{
		std::unique_lock<std::mutex> lock(b->mutex);
		b->any.wait(lock, [&] { return b->full; });
	}
	other.join();
}
