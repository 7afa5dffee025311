/* Without stdio, std::cout would get a buffer that inline functions write into.
 *
 * expect: ok 2
 */
#include <atomic>
#include <cassert>
#include <iostream>
#include <iterator>
#include <sstream>
#include <thread>

static std::atomic<int> x;

int main()
{
	assert(std::ios::sync_with_stdio(false));
	std::cin.tie(nullptr);
	std::thread t([] { x = 1; });
	x.load();
	std::cout.rdbuf()->sputc('a');
	std::cout << 'b' << 5 << "abc" << std::flush;
	*std::ostreambuf_iterator<char>(std::cout)++ = 'c';
	std::cout.put('d') << std::endl;
	std::stringbuf text;
	text.sputc('z');
	text.sputn("xy", 2);
	t.join();
	assert(text.str() == "zxy");
	assert(!std::ios::sync_with_stdio(false));
}
