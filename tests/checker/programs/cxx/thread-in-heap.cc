/* Threads in a vector, in a map, in an object on the heap and in a static variable, joined, detached and moved, in the midst of
 * choices: each is joinable again where the program has gone back to before.
 *
 * expect: ok
 * flags: -std=c++20
 */
#include <acqrel/check.h>

#include <cassert>
#include <map>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

static std::mutex mutex;
static int done;
static std::thread global;

static void work()
{
	std::lock_guard<std::mutex> lock(mutex);
	done++;
}

struct object {
	std::thread member{work};
	std::jthread last{[](std::stop_token) { work(); }};
};

int main()
{
	std::vector<std::thread> vector;
	std::map<int, std::thread> map;

	vector.emplace_back(work);
	map[3] = std::thread(work);
	auto o = std::make_unique<object>();
	int way = ar_choose(2);

	assert(vector[0].joinable() && map[3].joinable() && o->member.joinable() && !global.joinable());
	global = std::move(map[3]);
	vector[0].join();
	if (way == 0)
		o->member.join();
	else
		o->member.detach();
	assert(!vector[0].joinable() && !map[3].joinable() && !o->member.joinable() && global.joinable());
	global.join();
	o.reset();
	std::lock_guard<std::mutex> lock(mutex);
	assert(done >= 3);
}
