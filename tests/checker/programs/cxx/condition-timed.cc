/* A wait with a time limit ends either way; nobody notifies, and still nothing is stuck.
 *
 * expect: ok
 */
#include <cassert>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

static std::mutex mutex;
static std::condition_variable changed;
static bool ready;

int main()
{
	std::thread other([] {
		std::lock_guard<std::mutex> lock(mutex);
		ready = true;
	});
	std::unique_lock<std::mutex> lock(mutex);
	auto limit = std::chrono::steady_clock::now() + std::chrono::hours(1);
	bool in_time = changed.wait_until(lock, limit, [] { return ready; });
	assert(in_time == ready && (in_time || std::chrono::steady_clock::now() >= limit));
	lock.unlock();
	other.join();
}
