/* notify_one, where two wait: whether notify_all helps was tried.
 *
 * options: --help-time 30
 * expect: lost-wakeup
 * report: a notify_all. Checked: with it, all
 * unsaid: No memory order helps
 * unsaid: condition_variable:
 */
#include <condition_variable>
#include <mutex>
#include <thread>

static std::mutex m;
static std::condition_variable changed;
static int items;

static void consume()
{
	std::unique_lock<std::mutex> lock(m);
	changed.wait(lock, [] { return items > 0; });
	items--;
}

static void produce()
{
	std::lock_guard<std::mutex> guard(m);
	items += 2;
	changed.notify_one();
}

int main()
{
	std::thread a(consume), b(consume);
	produce();
	a.join();
	b.join();
}
