/* memset past the end of a heap block.
 *
 * expect: out-of-bounds
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

	memset(p, 0, 11);
	free(p);
	return 0;
}
