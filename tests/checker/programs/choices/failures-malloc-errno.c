/* What a failure leaves behind is not there in the next execution.
 *
 * expect: ok 4
 * options: --malloc-failures
 */
#include <assert.h>
#include <errno.h>
#include <stdlib.h>

#include <acqrel/check.h>

int main(void)
{
	ar_choose(2);
	assert(errno == 0);
	void *p = malloc(1);
	assert(errno == (p ? 0 : ENOMEM));
	free(p);
	return 0;
}
