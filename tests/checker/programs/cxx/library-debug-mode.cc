/* Iterators of the library's debug mode are in lists of their containers'.
 *
 * expect: ok 2
 */
#define _GLIBCXX_DEBUG
#include <acqrel/check.h>

#include <cassert>
#include <list>
#include <memory>
#include <vector>

struct object {
	std::vector<int> vector = {1, 2};
	std::list<int> list = {1, 2};
	std::vector<int>::iterator in_vector = vector.begin();
	std::list<int>::iterator in_list = list.begin();
};

int main()
{
	auto o = std::make_unique<object>();
	int way = ar_choose(2);

	assert(*o->in_vector == 1 && *o->in_list == 1);
	if (way == 0) {
		o->vector.push_back(3);
		o->in_vector = o->vector.end() - 1;
		o->list.erase(o->in_list);
		o->in_list = o->list.begin();
	} else {
		auto copy = std::make_unique<std::list<int>::iterator>(o->in_list);
		o->in_vector++;
		++*copy;
		assert(**copy == 2 && *o->in_vector == 2);
	}
}
