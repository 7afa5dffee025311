/* A local variable is no heap block.
 *
 * expect: invalid-free
 * report: the pointer is to a local variable
 */
#include <stdlib.h>

int main(void)
{
	int x[4], *volatile p = x;

	free(p);
	return 0;
}
