/* Streams from several threads: no race, and each execution prints the same.
 *
 * expect: assertion
 * report: main 3.5
 * report: other ff       3
 */
#include <cassert>
#include <iomanip>
#include <iostream>
#include <sstream>
#include <thread>

int main()
{
	std::thread other([] { std::cout << "other " << std::hex << 255 << std::setw(8) << 3 << std::dec << '\n'; });
	std::cout << "main " << 3.5 << std::endl;
	std::ostringstream text;
	text << "x = " << 7;
	assert(text.str() == "x = 7");
	other.join();
	assert(false);
}
