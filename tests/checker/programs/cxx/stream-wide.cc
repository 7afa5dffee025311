/* Streams of wide characters write to memory in libstdc++, unseen.
 *
 * expect: ok
 * report: note: what libstdc++ does to memory in streams of wchar_t is not checked
 */
#include <cassert>
#include <sstream>

int main()
{
	std::wostringstream s;

	s << 1;
	assert(s.str() == L"1");
}
