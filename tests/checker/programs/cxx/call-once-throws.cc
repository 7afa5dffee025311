/* A function that leaves by an exception has not run: it is the next caller's turn.
 *
 * expect: ok 2
 */
#include <cassert>
#include <mutex>
#include <thread>

static std::once_flag flag;
static int tries, runs;

static void use()
{
	try {
		std::call_once(flag, [] {
			if (!tries++)
				throw tries;
			runs++;
		});
	} catch (int) {
	}
}

int main()
{
	std::thread one(use), two(use);
	one.join();
	two.join();
	assert(tries == 2 && runs == 1);
}
