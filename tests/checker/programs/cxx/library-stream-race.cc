/* Two threads write to one string stream.
 *
 * expect: data-race
 */
#include <sstream>
#include <thread>

static std::ostringstream stream;

int main()
{
	std::thread other([] { stream << 1; });

	stream << 2;
	other.join();
}
