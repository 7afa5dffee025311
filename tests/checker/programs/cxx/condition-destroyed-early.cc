/* A condition variable on the heap goes while another thread may still notify it.
 *
 * expect: misuse
 */
#include <condition_variable>
#include <mutex>
#include <thread>

struct box {
	std::mutex mutex;
	std::condition_variable full;
	bool is_full = false;
};

int main()
{
	box *b = new box;
	std::mutex &mutex = *new std::mutex; /* outlives the box */
	std::thread other([b, &mutex] {
		{
			std::lock_guard<std::mutex> lock(mutex);
			b->is_full = true;
		}
		b->full.notify_one();
	});
	{
		std::unique_lock<std::mutex> lock(mutex);
		b->full.wait(lock, [b] { return b->is_full; });
	}
	delete b;
	other.join();
	delete &mutex;
}
