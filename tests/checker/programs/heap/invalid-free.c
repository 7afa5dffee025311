/* free of a pointer into a block.
 *
 * expect: invalid-free
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int main(void)
{
	char *p = malloc(10);

	free(p + 1);
	return 0;
}
