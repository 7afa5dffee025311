/* What comes from malloc goes back with free().
 *
 * expect: invalid-free
 * report: the block comes from malloc or a relative of it and has to go back with free()
 */
#include <cstdlib>

int main()
{
	int *volatile p = (int *)std::malloc(sizeof *p);
	delete p;
}
