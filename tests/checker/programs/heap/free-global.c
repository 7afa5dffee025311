/* Nor is a global one, to which realloc is given a pointer.
 *
 * expect: invalid-free
 * report: the pointer is to a global or static variable
 */
#include <stdlib.h>

static char buffer[100];

int main(void)
{
	char *volatile p = buffer + 16;

	p = realloc(p, 200);
	return 0;
}
