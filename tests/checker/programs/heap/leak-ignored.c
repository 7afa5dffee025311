/* The same, and leaks do not matter.
 *
 * expect: ok 1
 * options: --no-leaks
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
