/* Two threads change one path.
 *
 * expect: data-race
 * flags: -std=c++17
 */
#include <filesystem>
#include <thread>

static std::filesystem::path path = "a";

int main()
{
	std::thread other([] { path /= "b"; });

	path /= "c";
	other.join();
}
