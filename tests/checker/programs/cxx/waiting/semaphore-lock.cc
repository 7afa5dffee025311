/* A semaphore as a lock: there are two orders.
 *
 * expect: ok 2
 * flags: -std=c++20
 */
#include <semaphore>
#include <thread>

static std::binary_semaphore lock(1);
static int number;

int main()
{
	auto add = [] {
		lock.acquire();
		number++;
		lock.release();
	};
	std::thread other(add);

	add();
	other.join();
	return number != 2;
}
