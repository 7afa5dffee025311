/* strcpy past the end of a heap block.
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
	char *p = malloc(5);

	strcpy(p, "hello");
	free(p);
	return 0;
}
