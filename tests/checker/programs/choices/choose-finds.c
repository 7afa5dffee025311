/* The one wrong answer is found.
 *
 * expect: assertion
 * report: chooses 57
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <acqrel/check.h>

int main(void)
{
	assert(ar_choose(100) != 57);
	return 0;
}
