/* A write one past the end of a heap block.
 *
 * expect: out-of-bounds
 * report: past-end.c
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

	p[10] = 1;
	free(p);
	return 0;
}
