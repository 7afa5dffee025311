/* realloc keeps what was written; what it adds was not.
 *
 * expect: uninitialized
 * report: bytes 8 to 11 of a heap block of 16 bytes
 * report: realloc
 */
#include <stdlib.h>

static volatile int hit;

int main(void)
{
	int *p = malloc(2 * sizeof *p);

	p[0] = p[1] = 1;
	p = realloc(p, 4 * sizeof *p);
	if (p[0] && p[1] && p[2])
		hit = 1;
	free(p);
	return 0;
}
