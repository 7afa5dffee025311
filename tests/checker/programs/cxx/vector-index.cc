/* Subscripts are checked: libstdc++ does so itself when it is asked to.
 *
 * expect: assertion
 * report: __n < this->size()
 */
#include <thread>
#include <vector>

static std::vector<int> numbers(3);

int main()
{
	int i = 0;
	std::thread other([&i] { i = 3; });
	other.join();
	return numbers[i];
}
