/* thread_local objects: each thread has its own, destroyed when it ends, before it is joined.
 *
 * expect: ok 1
 */
#include <cassert>
#include <string>
#include <thread>

static int destroyed;

struct own {
	std::string name = "a name that is too long to be kept in the string itself";
	int number = 3;

	~own()
	{
		destroyed++;
	}
};

static thread_local own mine;

int main()
{
	std::thread other([] { assert(mine.number++ == 3); });
	other.join();
	assert(destroyed == 1);
	assert(mine.number == 3);
}
