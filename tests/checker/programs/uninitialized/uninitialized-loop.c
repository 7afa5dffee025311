/* A limit that was never set: with other contents the loop goes on for good, without an access that shows it.
 *
 * expect: uninitialized
 */
#include <stdlib.h>

static volatile unsigned long done;

int main(void)
{
	unsigned long *limit = malloc(sizeof *limit);

	for (unsigned long i = 0; i < *limit; i++)
		__asm__ volatile("");
	done = 1;
	free(limit);
	return 0;
}
