/* Recursion without end.
 *
 * expect: crash
 * report: stack overflow
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int deeper(volatile int n)
{
	volatile char frame[1000];

	frame[0] = (char)n;
	return deeper(n + 1) + frame[0];
}

int main(void)
{
	return deeper(0);
	return 0;
}
