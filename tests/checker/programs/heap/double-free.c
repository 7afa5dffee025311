/* A block freed twice.
 *
 * expect: double-free
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

	free(p);
	free(p);
	return 0;
}
