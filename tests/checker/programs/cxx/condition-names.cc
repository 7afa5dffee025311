/* Names of members of a heap object, in what is locked by a lock_guard and unlocked by a wait.
 *
 * expect: lost-wakeup
 * report: lock mutex
 * report: unlock mutex
 * report: Make the notify_one at line 26 a notify_all
 * unsaid: lock 4 bytes
 * unsaid: lock ready
 */
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

struct queue {
	std::mutex mutex;
	std::condition_variable ready;
	int items = 0;

	void push()
	{
		{
			std::lock_guard<std::mutex> guard(mutex);
			items += 2;
		}
		ready.notify_one();
	}

	void pop()
	{
		std::unique_lock<std::mutex> guard(mutex);
		ready.wait(guard, [this] { return items > 0; });
		items--;
	}
};

int main()
{
	auto q = std::make_unique<queue>();
	std::thread a([&] { q->pop(); }), b([&] { q->pop(); });

	q->push();
	a.join();
	b.join();
}
