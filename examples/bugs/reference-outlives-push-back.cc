/*
 * Every access of the vector is under the lock; but what one thread has got is a reference to an element, and it
 * goes on using that after it has unlocked. The other appends, and the vector moves to a larger block.
 *
 * Source: SEI CERT C++ Coding Standard, CTR51-CPP ("Use valid references, pointers, and iterators").
 * Fix: copy the element under the lock.
 */
#include <cassert>
#include <mutex>
#include <thread>
#include <vector>

static std::mutex mutex;

int main()
{
	std::vector<int> prices = {100};
	std::thread other([&] {
		std::lock_guard<std::mutex> lock(mutex);
		prices.push_back(200);
	});
	std::unique_lock<std::mutex> lock(mutex);
#ifdef FIXED
	int first = prices.front();
#else
	int &first = prices.front();
#endif
	lock.unlock();
	assert(first == 100);
	other.join();
}
