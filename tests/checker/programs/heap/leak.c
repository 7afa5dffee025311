/* A block that nobody can reach any more.
 *
 * expect: leak
 * report: malloc
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

char *p;

int main(void)
{
	p = malloc(10);
	p = NULL;
	return 0;
}
