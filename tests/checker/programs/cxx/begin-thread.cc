/* Global objects own threads: a future, a jthread that is told to stop, and a worker that its object's destructor joins.
 *
 * expect: ok
 * flags: -std=c++20
 */
#include <cassert>
#include <condition_variable>
#include <future>
#include <iostream>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

static std::map<std::string, int> names{{"one", 1}};
static std::future<int> answer = std::async(std::launch::async, [] { return names.at("one"); });
static std::jthread ticker([](std::stop_token stop) {
	while (!stop.stop_requested())
		std::this_thread::yield();
});

class service {
	std::mutex m;
	std::condition_variable told;
	bool stop = false;
	int ended = 0;
	std::vector<std::thread> workers;

	void work()
	{
		std::unique_lock<std::mutex> lock(m);
		told.wait(lock, [this] { return stop; });
		ended++;
	}

public:
	service() { workers.emplace_back(&service::work, this); }

	~service()
	{
		{
			std::lock_guard<std::mutex> lock(m);
			stop = true;
		}
		told.notify_all();
		for (auto &w : workers)
			w.join();
		assert(ended == 1);
	}
};

static service only;

int main()
{
	std::cout << "the answer is " << answer.get() << std::endl;
}
