/* A NULL pointer is written through.
 *
 * expect: crash
 * report: NULL
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int *p;

int main(void)
{
	*p = 1;
	return 0;
}
