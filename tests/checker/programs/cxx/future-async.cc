/* std::async hands over a value, or an exception.
 *
 * expect: ok 1
 */
#include <cassert>
#include <future>
#include <stdexcept>

int main()
{
	auto value = std::async(std::launch::async, [] { return 4; });
	auto failure = std::async(std::launch::async, []() -> int { throw std::runtime_error("no value"); });
	auto later = std::async(std::launch::deferred, [] { return 5; });
	assert(value.get() == 4 && later.get() == 5);
	try {
		failure.get();
		assert(false);
	} catch (const std::runtime_error &) {
	}
}
