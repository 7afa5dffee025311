/* One of two threads forgets the lock.
 *
 * expect: data-race
 * report: data race on `counter`
 * report: in count_up()
 */
#include <mutex>
#include <thread>

static std::mutex mutex;
static int counter;

static void count_up()
{
	std::lock_guard<std::mutex> lock(mutex);
	counter++;
}

int main()
{
	std::thread other(count_up);
	counter++;
	other.join();
}
