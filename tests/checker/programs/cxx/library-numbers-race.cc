/* Two threads write numbers into one buffer.
 *
 * expect: data-race
 * flags: -std=c++17
 */
#include <charconv>
#include <thread>

static char text[16];

int main()
{
	std::thread other([] { std::to_chars(text, text + 15, 1.5); });

	std::to_chars(text, text + 15, 2.5);
	other.join();
}
