/* Numbers that are written as text into static memory and read from there.
 *
 * expect: ok 2
 * flags: -std=c++17
 */
#include <acqrel/check.h>

#include <cassert>
#include <charconv>
#include <cstring>

static char text[16];
static double number;

int main()
{
	int way = ar_choose(2);

	assert(!text[0] && number == 0);
	auto end = std::to_chars(text, text + 15, way == 0 ? 1.5 : 22.25);
	std::from_chars(text, end.ptr, number);
	assert(number == (way == 0 ? 1.5 : 22.25));
}
