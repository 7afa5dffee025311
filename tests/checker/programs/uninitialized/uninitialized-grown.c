/* What realloc took over was never written either: it is the read of the new block that counts.
 *
 * expect: uninitialized
 * report: bytes 4 to 7 of a heap block of 16 bytes
 * report: if (p[1])
 */
#include <stdlib.h>

static volatile int hit;

int main(void)
{
	int *p = malloc(2 * sizeof *p);

	p[0] = 1;
	p = realloc(p, 4 * sizeof *p);
	if (p[1])
		hit = 1;
	free(p);
	return 0;
}
