/* Two count a latch down, in either order, and what both have done is seen: to wait adds nothing to that.
 *
 * expect: ok 2
 * flags: -std=c++20
 */
#include <latch>
#include <thread>

static std::latch done(2);
static int numbers[2];

int main()
{
	std::thread one([] {
		numbers[0] = 1;
		done.count_down();
	});
	std::thread two([] {
		numbers[1] = 1;
		done.count_down();
	});
	done.wait();
	int sum = numbers[0] + numbers[1];
	one.join();
	two.join();
	return sum != 2;
}
