/* A division by zero.
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

volatile int zero, result;

int main(void)
{
	result = 100 % zero;
	return 0;
}
