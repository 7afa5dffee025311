/* Many answers, and those to one question that depend on those to another.
 *
 * expect: ok 100006
 */
#include <assert.h>

#include <acqrel/check.h>

int main(void)
{
	if (ar_choose(4) == 3)
		assert(ar_choose(100000) < 100000);
	else
		assert(ar_choose(2) < 2);
	return 0;
}
