/* Two threads throw at the same time, each through a lock: it is unlocked on the way. Throwing itself synchronizes
 * nothing, so that there are as many executions as without it.
 *
 * expect: ok 2
 */
#include <cassert>
#include <mutex>
#include <stdexcept>
#include <thread>

static std::mutex mutex;
static int thrown;

static void fail(int depth)
{
	std::lock_guard<std::mutex> lock(mutex);
	thrown++;
	if (depth > 0)
		throw std::out_of_range("depth");
}

static void run(bool *caught)
{
	try {
		fail(1);
	} catch (const std::logic_error &) {
		*caught = true;
	}
}

int main()
{
	bool a = false, b = false;
	std::thread other(run, &a);
	run(&b);
	other.join();
	assert(a && b && thrown == 2);
}
