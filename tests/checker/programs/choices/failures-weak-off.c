/* Unless it is asked for, it does not fail.
 *
 * expect: ok 1
 */
#include <assert.h>
#include <stdatomic.h>

static atomic_int taken;

int main(void)
{
	int expected = 0;

	assert(atomic_compare_exchange_weak(&taken, &expected, 1));
	return 0;
}
