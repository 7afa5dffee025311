/* The initialization of a static variable fails, and is tried again.
 *
 * expect: ok
 */
#include <cassert>
#include <thread>

static int tries;

static int initialize()
{
	if (!tries++)
		throw 1;
	return tries;
}

static int get()
{
	static int the = initialize();
	return the;
}

static void use(int *result)
{
	try {
		*result = get();
	} catch (int) {
	}
}

int main()
{
	int a = 0, b = 0;
	std::thread other(use, &a);
	use(&b);
	other.join();
	assert(tries == 2 && a + b == 2);
	assert(get() == 2);
}
