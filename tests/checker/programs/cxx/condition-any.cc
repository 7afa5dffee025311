/* std::condition_variable_any, with a lock that readers share.
 *
 * expect: ok 2
 * flags: -std=c++17
 */
#include <condition_variable>
#include <mutex>
#include <shared_mutex>
#include <thread>

static std::shared_mutex mutex;
static std::condition_variable_any changed;
static bool ready;

int main()
{
	std::thread other([] {
		{
			std::lock_guard<std::shared_mutex> lock(mutex);
			ready = true;
		}
		changed.notify_all();
	});
	std::shared_lock<std::shared_mutex> lock(mutex);
	changed.wait(lock, [] { return ready; });
	lock.unlock();
	other.join();
}
