/* A jthread is asked to stop, and joined, by its destructor.
 *
 * expect: ok 2
 * flags: -std=c++20
 */
#include <atomic>
#include <cassert>
#include <thread>

static int stopped;

int main()
{
	{
		std::jthread worker([](std::stop_token stop) {
			while (!stop.stop_requested())
				std::this_thread::yield();
			stopped++;
		});
	}
	assert(stopped == 1);
}
