/* A failed assertion.
 *
 * expect: assertion
 * report: 1 + 1 == 3
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
	assert(1 + 1 == 3);
	return 0;
}
