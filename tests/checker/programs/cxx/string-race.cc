/* std::string is a template, but libstdc++ has it compiled as well: it is the program's own that has to be used.
 *
 * expect: data-race
 * report: data race on `text`
 */
#include <string>
#include <thread>

static std::string text;

int main()
{
	std::thread other([] { text += "abc"; });
	text += "def";
	other.join();
}
