/* A handler loses the only pointer to a block.
 *
 * expect: leak
 */
#include <stdlib.h>

char *block;

static void forget(void)
{
	block = NULL;
}

int main(void)
{
	atexit(forget);
	block = malloc(20);
	return 0;
}
