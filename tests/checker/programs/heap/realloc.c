/* realloc keeps the contents; the old block is gone.
 *
 * expect: use-after-free
 * report: realloc
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
	char *volatile p = malloc(10), *volatile q;

	strcpy(p, "hello");
	q = realloc(p, 1000);
	assert(!strcmp(q, "hello"));
	p[0] = 0;
	free(q);
	return 0;
}
