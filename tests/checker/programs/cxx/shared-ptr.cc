/* std::shared_ptr and std::weak_ptr: the object lives as long as anybody holds it, and is destroyed once.
 *
 * expect: ok 50
 */
#include <cassert>
#include <memory>
#include <thread>

static int destroyed;

struct value {
	int number = 4;

	~value()
	{
		number = 0;
		destroyed++;
	}
};

int main()
{
	auto shared = std::make_shared<value>();
	std::weak_ptr<value> weak = shared;
	std::thread one([shared] { assert(shared->number == 4); });
	std::thread two([weak] {
		if (auto mine = weak.lock())
			assert(mine->number == 4);
	});
	shared.reset();
	one.join();
	two.join();
	assert(weak.expired() && destroyed == 1);
}
