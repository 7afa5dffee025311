/* A block read after it was freed, by one thread.
 *
 * expect: use-after-free
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
	volatile char *p = malloc(10);

	*p = 1;
	free((char *)p);
	return *p;
	return 0;
}
