/* A path in an object on the heap is what it was when the program goes on from an earlier point.
 *
 * expect: ok 2
 * flags: -std=c++17
 */
#include <acqrel/check.h>

#include <cassert>
#include <filesystem>
#include <iterator>
#include <memory>

struct object {
	std::filesystem::path path = "a/b";
};

int main()
{
	auto o = std::make_unique<object>();
	int way = ar_choose(2);

	assert(o->path == "a/b");
	assert(std::distance(o->path.begin(), o->path.end()) == 2);
	if (way == 0)
		o->path /= "c";
	else
		o->path.remove_filename();
	assert(o->path == (way == 0 ? "a/b/c" : "a/"));
	o->path = "x";
}
