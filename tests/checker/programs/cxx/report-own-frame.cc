/* What a header and the compiler keep in frames, such as pointers to what is captured, is no step of the report.
 *
 * expect: lost-wakeup
 * report: lock m
 * report: changes that at line
 * unsaid: /c++/
 * unsaid: 0x
 * unsaid: a std::atomic
 */
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

struct Queue {
	std::mutex m;
	std::condition_variable changed;
	std::vector<int> items;

	void put(int i)
	{
		std::lock_guard<std::mutex> lock(m);
		items.push_back(i);
	}

	int take()
	{
		std::unique_lock<std::mutex> lock(m);
		changed.wait(lock, [this] { return !items.empty(); });
		return items.back();
	}
};

int main()
{
	auto q = std::make_shared<Queue>();
	std::vector<std::thread> threads;

	threads.emplace_back([q] { q->put(1); });
	q->take();
	for (auto &t : threads)
		t.join();
}
