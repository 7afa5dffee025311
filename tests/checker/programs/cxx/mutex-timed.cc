/* Time limits: each thread gets the lock, or not, and both are told.
 *
 * expect: ok
 */
#include <cassert>
#include <chrono>
#include <mutex>
#include <shared_mutex>
#include <thread>

using namespace std::chrono_literals;
static std::timed_mutex timed;
static std::recursive_timed_mutex again;
static std::shared_timed_mutex shared;
static int got;

int main()
{
	std::thread other([] {
		if (timed.try_lock_for(1ms)) {
			got++;
			timed.unlock();
		}
		assert(again.try_lock_for(1h) && again.try_lock());
		again.unlock();
		again.unlock();
		if (shared.try_lock_shared_for(1ms))
			shared.unlock_shared();
	});
	if (timed.try_lock_until(std::chrono::steady_clock::now() + 1ms)) {
		got++;
		timed.unlock();
	}
	other.join();
	std::this_thread::sleep_for(10s);
	assert(got <= 2);
}
