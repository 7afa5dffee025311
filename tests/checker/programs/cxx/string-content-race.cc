/* One thread copies a string while another changes its letters.
 *
 * expect: data-race
 */
#include <string>
#include <thread>

static std::string text = "a string that is long enough to be on the heap";

int main()
{
	std::thread other([] { text.replace(2, 6, "number"); });
	std::string copy = text;
	other.join();
	return copy.empty();
}
