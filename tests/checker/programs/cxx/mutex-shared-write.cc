/* A reader's lock is not enough to write.
 *
 * expect: data-race
 * flags: -std=c++17
 * report: data race on `counter`
 */
#include <shared_mutex>
#include <thread>

static std::shared_mutex mutex;
static int counter;

static void add()
{
	std::shared_lock<std::shared_mutex> lock(mutex);
	counter++;
}

int main()
{
	std::thread other(add);
	add();
	other.join();
}
