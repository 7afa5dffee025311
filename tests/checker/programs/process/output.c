/* What a program prints is shown for the execution that is reported.
 *
 * expect: assertion
 * report: the value is 3, "three"
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
	printf("the value is %d, \"%s\"\n", 3, "three");
	assert(0);
	return 0;
}
