/* ar_choose explores every answer, ar_assume drops executions.
 *
 * expect: ok 3
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
	unsigned n = ar_choose(5);

	ar_assume(n != 2);
	ar_assume(n != 4);
	assert(ar_checking() && n != 2 && n != 4 && n < 5);
	return 0;
}
