/* Exceptions in objects on the heap share their texts, and count who does.
 *
 * expect: ok 2
 */
#include <acqrel/check.h>

#include <cassert>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <vector>

static const char text[] = "a text that is longer than what fits into a string";

int main()
{
	auto errors = std::make_unique<std::vector<std::out_of_range>>();
	errors->reserve(3);
	errors->emplace_back(text);
	auto copy = std::make_unique<std::out_of_range>(errors->front());
	int way = ar_choose(2);

	assert(!strcmp(errors->front().what(), text) && !strcmp(copy->what(), text));
	if (way == 0) {
		*copy = std::out_of_range("another");
		errors->clear();
	} else {
		errors->push_back(*copy);
		copy.reset();
		assert(!strcmp(errors->back().what(), text));
	}
}
