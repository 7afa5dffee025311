/* memcpy from a block that is shorter.
 *
 * expect: out-of-bounds
 * report: read of 20 bytes across the end of a heap block of 10 bytes
 */
#include <stdlib.h>
#include <string.h>

char to[20];

int main(void)
{
	char *from = calloc(10, 1);

	memcpy(to, from, sizeof to);
	free(from);
	return 0;
}
