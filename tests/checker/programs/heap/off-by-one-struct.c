/* One element too many, of a large struct between two blocks of its kind: neither neighbour is hit.
 *
 * expect: out-of-bounds
 * report: 4 bytes, 996 behind the end of a heap block of 2000 bytes
 */
#include <stdlib.h>

struct large {
	int data[249], last;
};

int main(void)
{
	struct large *block[3];

	for (int i = 0; i < 3; i++)
		block[i] = malloc(2 * sizeof *block[i]);
	for (int i = 0; i <= 2; i++)
		block[1][i].last = i;
	for (int i = 0; i < 3; i++)
		free(block[i]);
	return 0;
}
