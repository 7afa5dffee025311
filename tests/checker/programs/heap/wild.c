/* A pointer into nowhere is written through.
 *
 * expect: crash
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int *volatile p = (int *)0x123456789000;

int main(void)
{
	*p = 1;
	return 0;
}
