/* std::barrier, twice: each round sees all of the one before.
 *
 * expect: ok
 * flags: -std=c++20
 */
#include <barrier>
#include <cassert>
#include <thread>

static int numbers[2];

int main()
{
	std::barrier<> all(2);
	std::thread other([&] {
		numbers[0] = 1;
		all.arrive_and_wait();
		assert(numbers[1] == 1);
	});
	numbers[1] = 1;
	all.arrive_and_wait();
	assert(numbers[0] == 1);
	other.join();
}
