/* A locale in an object on the heap, and how many use it, come back with the rest.
 *
 * expect: ok 2
 */
#include <acqrel/check.h>

#include <cassert>
#include <locale>
#include <memory>

struct comma : std::numpunct<char> {
	char do_decimal_point() const override { return ','; }
};

struct object {
	std::locale locale{std::locale::classic(), new comma};
};

static char point(const std::locale &l)
{
	return std::use_facet<std::numpunct<char>>(l).decimal_point();
}

int main()
{
	auto o = std::make_unique<object>();
	int way = ar_choose(2);

	assert(point(o->locale) == ',');
	std::locale kept = o->locale;
	o->locale = std::locale::classic();
	if (way == 0)
		o->locale = kept;
	kept = std::locale::classic();
	assert(point(o->locale) == (way == 0 ? ',' : '.'));
}
