/* std::thread and std::atomic: two stores and two loads, as with pthreads and <stdatomic.h> in four executions.
 *
 * expect: ok 4
 */
#include <atomic>
#include <thread>

static std::atomic<int> x, y;

int main()
{
	int a, b;
	std::thread other([&] {
		x.store(1, std::memory_order_relaxed);
		a = y.load(std::memory_order_relaxed);
	});
	y.store(1, std::memory_order_relaxed);
	b = x.load(std::memory_order_relaxed);
	other.join();
	return a + b > 2;
}
