/* Two threads link nodes into one list; its size is not looked at.
 *
 * expect: data-race
 */
#include <iterator>
#include <list>
#include <thread>

static std::list<int> list(3), front(1), back(1);

int main()
{
	std::thread other([] { std::__detail::_List_node_base *node = list.begin()._M_node; node->_M_unhook(); });
	std::next(list.begin())._M_node->_M_unhook();
	other.join();
	return 0;
}
