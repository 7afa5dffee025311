/* A program that never ends.
 *
 * expect: livelock
 * report: never-ends.c
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
	for (;;)
		;
	return 0;
}
