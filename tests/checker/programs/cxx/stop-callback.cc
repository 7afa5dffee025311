/* A callback of a stop token runs once, and is over before it is destroyed.
 *
 * expect: ok
 * flags: -std=c++20
 */
#include <cassert>
#include <stop_token>
#include <thread>

int main()
{
	int stopped = 0;
	std::stop_source source;
	std::thread other([&] { source.request_stop(); });
	{
		std::stop_callback note(source.get_token(), [&] { stopped++; });
	}
	other.join();
	assert(stopped <= 1 && source.stop_requested());
}
