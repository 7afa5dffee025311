/* A block that was freed had been written; the next one has not.
 *
 * expect: uninitialized
 */
#include <stdlib.h>

static volatile int hit;

int main(void)
{
	int *p = malloc(sizeof *p);

	*p = 1;
	free(p);
	p = malloc(sizeof *p);
	if (*p)
		hit = 1;
	free(p);
	return 0;
}
