/* abort() is an error like a failed assertion.
 *
 * expect: assertion
 * report: abort()
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
	abort();
	return 0;
}
