/* Accesses in headers to what one thread alone uses make no step, and so no other file whose paths are shown.
 *
 * expect: lost-wakeup
 * report: :24 sleep on changed
 * report: :29 read ready
 * unsaid: .h:
 * unsaid: /c++/
 * unsaid: bytes
 */
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

static std::mutex m;
static std::condition_variable changed;
static bool ready;

static void sleep_until(const std::function<bool()> &is_so)
{
	std::unique_lock<std::mutex> lock(m);

	while (!is_so())
		changed.wait(lock);
}

int main()
{
	std::thread t(sleep_until, [] { return ready; });

	{
		std::lock_guard<std::mutex> lock(m);
		ready = true;
	}
	t.join();
}
