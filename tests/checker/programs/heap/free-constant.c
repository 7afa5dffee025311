/* Nor is a string literal.
 *
 * expect: invalid-free
 * report: the pointer is to a constant
 */
#include <stdlib.h>

int main(void)
{
	char *volatile p = "text";

	free(p);
	return 0;
}
