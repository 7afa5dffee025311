/* What a string stream in an object on the heap holds, and what is read from one into others.
 *
 * expect: ok 2
 */
#include <acqrel/check.h>

#include <cassert>
#include <memory>
#include <sstream>
#include <string>

struct object {
	std::stringstream stream;
	std::string word, line, all;
	int number = 7;
	char letter = '-', buffer[8] = "";
};

int main()
{
	auto o = std::make_unique<object>();
	for (int i = 0; i < 20; i++)
		o->stream << "word 12 ";
	int way = ar_choose(2);

	assert(o->word.empty() && o->line.empty() && o->all.empty() && o->number == 7 && o->letter == '-');
	assert(o->stream.str().size() == 160 && o->stream.str()[3] == 'd' && !o->buffer[0]);
	if (way == 0) {
		o->stream.seekp(3);
		o->stream << 't';
	}
	o->stream >> o->word >> o->number >> o->letter;
	o->stream.getline(o->buffer, sizeof o->buffer, ' ');
	std::getline(o->stream, o->line);
	o->all = o->stream.str();
	assert(o->word == (way == 0 ? "wort" : "word") && o->number == 12 && o->letter == 'w');
	assert(o->all[3] == (way == 0 ? 't' : 'd') && o->line.size() == 147);
}
