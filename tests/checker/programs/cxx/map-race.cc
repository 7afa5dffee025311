/* One thread looks something up in a map while another inserts.
 *
 * expect: data-race
 * report: data race on
 * report: numbers
 */
#include <map>
#include <thread>

static std::map<int, int> numbers;

int main()
{
	numbers[1] = 1;
	std::thread other([] { numbers.insert({2, 2}); });
	bool found = numbers.count(3) > 0;
	other.join();
	return found;
}
