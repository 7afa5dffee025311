/* Fences of order seq_cst between store and load: of the two threads one sees the other.
 *
 * expect: ok 3
 */
#include <atomic>
#include <cassert>
#include <thread>

static std::atomic<int> x, y;

int main()
{
	int a, b;
	std::thread other([&] {
		x.store(1, std::memory_order_relaxed);
		std::atomic_thread_fence(std::memory_order_seq_cst);
		a = y.load(std::memory_order_relaxed);
	});
	y.store(1, std::memory_order_relaxed);
	std::atomic_thread_fence(std::memory_order_seq_cst);
	b = x.load(std::memory_order_relaxed);
	other.join();
	assert(a || b);
}
