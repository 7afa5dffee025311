/* A latch is left by the first of two: what the other does is not seen.
 *
 * expect: data-race
 * flags: -std=c++20
 */
#include <latch>
#include <thread>

static std::latch done(1);
static int number;

int main()
{
	std::thread other([] {
		done.count_down();
		number = 1;
	});
	done.wait();
	int read = number;
	other.join();
	return read > 1;
}
