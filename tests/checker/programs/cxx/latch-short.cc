/* A latch that waits for one more than there are.
 *
 * expect: lost-wakeup
 * flags: -std=c++20
 */
#include <latch>
#include <thread>

int main()
{
	std::latch done(2);
	std::thread other([&] { done.count_down(); });
	done.wait();
	other.join();
}
