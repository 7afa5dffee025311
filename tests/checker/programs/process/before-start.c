/* A write before the start of a heap block.
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

	p[-1] = 1;
	free(p);
	return 0;
}
