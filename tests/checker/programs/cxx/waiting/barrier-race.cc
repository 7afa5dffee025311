/* Who has arrived knows nothing of who arrives later before all have.
 *
 * expect: data-race
 * flags: -std=c++20
 */
#include <barrier>
#include <thread>

static std::barrier<> all(2);
static int number;

int main()
{
	std::thread other([] {
		number = 1;
		all.arrive_and_wait();
	});
	auto token = all.arrive();
	int read = number;

	all.wait(std::move(token));
	other.join();
	return read > 1;
}
