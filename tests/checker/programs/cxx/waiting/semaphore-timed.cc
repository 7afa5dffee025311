/* Attempts to acquire a semaphore, at once and within a time: each may fail.
 *
 * expect: assertion
 * flags: -std=c++20
 */
#include <cassert>
#include <chrono>
#include <semaphore>
#include <thread>

static std::counting_semaphore<> room(0);

int main()
{
	using namespace std::chrono_literals;
	std::thread other([] { room.release(); });
	bool first = room.try_acquire();
	bool second = room.try_acquire_for(1ms);
	bool third = room.try_acquire_until(std::chrono::system_clock::now() + 1ms);

	other.join();
	assert(first + second + third <= 1);
	assert(first || second || third);
}
