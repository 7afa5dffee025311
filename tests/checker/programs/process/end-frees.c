/* What a destructor function frees is no leak, and a block may have been allocated before main.
 *
 * expect: ok 1
 */
#include <stdlib.h>

static char *early, *late;

__attribute__((constructor)) static void begin(void)
{
	early = malloc(10);
	early[9] = 1;
}

__attribute__((destructor)) static void end(void)
{
	free(early);
	free(late);
	early = late = NULL;
}

int main(void)
{
	late = malloc(20);
	return early[9] - 1;
}
