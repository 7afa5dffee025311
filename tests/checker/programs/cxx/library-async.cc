/* Threads that the library starts for std::async: what it makes of their objects when they end comes back.
 *
 * expect: ok
 */
#include <cassert>
#include <future>
#include <stdexcept>
#include <string>
#include <vector>

struct object {
	std::vector<std::future<int>> results;
	std::promise<void> go;
};

int main()
{
	auto o = std::make_unique<object>();
	auto gone = o->go.get_future().share();
	int failed = 0;

	for (int i = 0; i < 2; i++)
		o->results.push_back(std::async(std::launch::async, [gone, i] {
			gone.wait();
			if (i == 1)
				throw std::runtime_error("one");
			return i;
		}));
	o->go.set_value();
	for (auto &r : o->results)
		try {
			assert(r.get() == 0);
		} catch (const std::runtime_error &e) {
			assert(e.what() == std::string("one"));
			failed++;
		}
	assert(failed == 1);
}
