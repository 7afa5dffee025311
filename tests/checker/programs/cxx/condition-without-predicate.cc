/* Waiting without a condition: who notifies first is not heard.
 *
 * expect: lost-wakeup
 * report: sleeps on `changed`
 */
#include <condition_variable>
#include <mutex>
#include <thread>

static std::mutex mutex;
static std::condition_variable changed;

int main()
{
	std::thread other([] { changed.notify_one(); });
	std::unique_lock<std::mutex> lock(mutex);
	changed.wait(lock);
	lock.unlock();
	other.join();
}
