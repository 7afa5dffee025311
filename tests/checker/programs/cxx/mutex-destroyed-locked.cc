/* The class with the mutex is destroyed while a thread still has the lock: nobody joined it before.
 *
 * expect: use-after-free
 */
#include <memory>
#include <mutex>
#include <thread>

struct account {
	std::mutex mutex;
	int money = 0;
};

int main()
{
	auto a = std::make_unique<account>();
	account *raw = a.get();
	std::thread other([raw] {
		std::lock_guard<std::mutex> lock(raw->mutex);
		raw->money++;
	});
	a.reset();
	other.join();
}
