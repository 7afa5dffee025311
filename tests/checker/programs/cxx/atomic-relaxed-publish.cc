/* A relaxed store publishes a plain value: the report shows the variables by their names, not the library's members.
 *
 * expect: data-race
 * report: data race on `value`
 * report: store ready = 1  relaxed
 * report: in lambda@
 */
#include <atomic>
#include <thread>

static int value;
static std::atomic<int> ready;

int main()
{
	std::thread reader([] {
		if (ready.load(std::memory_order_acquire))
			(void)value;
		volatile int seen = ready.load(std::memory_order_acquire) ? value : 0;
		(void)seen;
	});
	value = 1;
	ready.store(1, std::memory_order_relaxed);
	reader.join();
}
