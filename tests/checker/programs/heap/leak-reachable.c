/* A block that a global still points to, through another block, is no leak.
 *
 * expect: ok 1
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

char **p;

int main(void)
{
	p = malloc(sizeof *p);
	*p = malloc(10);
	return 0;
}
