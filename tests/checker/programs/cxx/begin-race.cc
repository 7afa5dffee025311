/* A global object's thread looks at what the destructor sets without the lock.
 *
 * expect: data-race
 */
#include <condition_variable>
#include <mutex>
#include <thread>

static struct service {
	std::mutex m;
	std::condition_variable told;
	bool stop = false;
	std::thread worker{[this] {
		std::unique_lock<std::mutex> lock(m);
		while (!stop)
			told.wait(lock);
	}};

	~service()
	{
		stop = true;
		told.notify_one();
		worker.join();
	}
} only;

int main()
{
}
