/* The destructor of a static object tells its thread to stop, which waits for that when main has returned, but forgets to wake it.
 *
 * expect: lost-wakeup
 */
#include <condition_variable>
#include <mutex>
#include <thread>

class worker {
	std::mutex mutex;
	std::condition_variable changed;
	bool stop = false;
	std::thread thread;

	void run()
	{
		std::unique_lock<std::mutex> lock(mutex);
		changed.wait(lock, [this] { return stop; });
	}

public:
	worker() : thread([this] { run(); }) {}

	~worker()
	{
		{
			std::lock_guard<std::mutex> lock(mutex);
			stop = true;
		}
		thread.join();
	}
};

static worker &only_worker()
{
	static worker w;
	return w;
}

int main()
{
	only_worker();
}
