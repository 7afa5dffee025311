/* Two unset values are compared with each other.
 *
 * expect: uninitialized
 */
#include <stdlib.h>

static volatile int same;

int main(void)
{
	int *pair = malloc(2 * sizeof *pair);

	if (pair[0] == pair[1])
		same = 1;
	free(pair);
	return 0;
}
