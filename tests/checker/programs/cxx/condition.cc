/* A condition variable with its condition, as with pthreads in two executions.
 *
 * expect: ok 2
 */
#include <cassert>
#include <condition_variable>
#include <mutex>
#include <thread>

static std::mutex mutex;
static std::condition_variable changed;
static bool ready;

int main()
{
	std::thread other([] {
		{
			std::lock_guard<std::mutex> lock(mutex);
			ready = true;
		}
		changed.notify_one();
	});
	std::unique_lock<std::mutex> lock(mutex);
	changed.wait(lock, [] { return ready; });
	lock.unlock();
	other.join();
}
