/* A weak compare-exchange outside of a loop is taken for a strong one.
 *
 * expect: assertion
 * options: --spurious-failures
 * report: fails spuriously
 */
#include <assert.h>
#include <stdatomic.h>

static atomic_int taken;

int main(void)
{
	int expected = 0;

	if (!atomic_compare_exchange_weak(&taken, &expected, 1))
		assert(expected != 0);
	return 0;
}
