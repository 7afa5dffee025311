/* The same with plain memory that changes all the time.
 *
 * expect: livelock
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int x;

int main(void)
{
	while (1)
		x++;
	return 0;
}
