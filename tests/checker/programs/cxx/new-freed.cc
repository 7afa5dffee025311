/* What comes from new goes back with delete.
 *
 * expect: invalid-free
 * report: the block comes from new and has to go back with delete, not free()
 */
#include <cstdlib>

int main()
{
	int *volatile p = new int(3);
	std::free(p);
}
