/* std::barrier of three: their arrivals come in some orders, which depend on where each begins in the
 * tree, and to wait adds nothing to that.
 *
 * expect: ok 6 8 9 10 11 12 13 14 15 16 18 20 24
 * flags: -std=c++20
 */
#include <barrier>
#include <thread>

static std::barrier<> all(3);

int main()
{
	auto arrive = [] { all.arrive_and_wait(); };
	std::thread one(arrive), two(arrive);

	arrive();
	one.join();
	two.join();
}
