/* An index that was never set: it decides an address. Which error comes of it depends on what it holds.
 *
 * expect: uninitialized
 * report: malloc
 */
#include <stdlib.h>

static volatile int table[4];

int main(void)
{
	unsigned *index = malloc(sizeof *index);

	table[*index & 3] = 1;
	free(index);
	return 0;
}
