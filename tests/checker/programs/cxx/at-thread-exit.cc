/* What is to happen when a thread has ended: a condition variable is notified, and a promise's value is there.
 *
 * expect: ok
 */
#include <cassert>
#include <condition_variable>
#include <future>
#include <mutex>
#include <thread>

static std::mutex mutex;
static std::condition_variable changed;
static bool done;
static int value;

static void work(std::promise<int> promise)
{
	std::unique_lock<std::mutex> lock(mutex);

	value = 1;
	done = true;
	promise.set_value_at_thread_exit(3);
	std::notify_all_at_thread_exit(changed, std::move(lock));
}

int main()
{
	std::promise<int> promise;
	auto future = promise.get_future();
	std::thread other(work, std::move(promise));

	{
		std::unique_lock<std::mutex> lock(mutex);
		changed.wait(lock, [] { return done; });
		assert(value == 1);
	}
	assert(future.get() == 3);
	other.join();
}
