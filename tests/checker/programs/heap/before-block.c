/* Far below the first block, by an index that is negative.
 *
 * expect: out-of-bounds
 * report: read of 4 bytes, 400 before a heap block of 16 bytes
 */
#include <stdlib.h>

static volatile int sink;

int main(void)
{
	volatile int *p = malloc(16);
	volatile int index = -100;

	sink = p[index];
	free((int *)p);
	return 0;
}
