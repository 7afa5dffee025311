/* std::call_once runs its function once, before any of the calls returns.
 *
 * expect: ok 2
 */
#include <cassert>
#include <mutex>
#include <thread>

static std::once_flag flag;
static int runs;

static void use()
{
	std::call_once(flag, [] { runs++; });
	assert(runs == 1);
}

int main()
{
	std::thread other(use);
	use();
	other.join();
}
