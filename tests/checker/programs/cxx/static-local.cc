/* A static variable of a function is initialized once, and before anybody uses it. Who finds the guard set goes past
 * the lock: four executions, like double-checked locking.
 *
 * expect: ok 4
 */
#include <cassert>
#include <thread>

static int made;

struct value {
	int number;

	value() : number(++made)
	{
	}

	~value()
	{
		number = 0;
	}
};

static value &get()
{
	static value the;
	return the;
}

int main()
{
	std::thread other([] { assert(get().number == 1); });
	assert(get().number == 1);
	other.join();
}
