/* What the library has written to memory of its own is not there when that is allocated again in another execution.
 *
 * expect: ok 2
 * flags: -std=c++17
 */
#include <acqrel/check.h>

#include <cassert>
#include <cstdlib>
#include <filesystem>

int main()
{
	if (ar_choose(2) == 0) {
		std::filesystem::path path("a/b/c/d/e/f/g");
		path /= "h";
	} else {
		auto block = static_cast<char *>(calloc(1, 4000));
		for (int i = 0; i < 4000; i++)
			assert(!block[i]);
		free(block);
	}
}
