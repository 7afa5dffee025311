/* A strong one never does.
 *
 * expect: ok 1
 * options: --spurious-failures
 */
#include <assert.h>
#include <stdatomic.h>

static atomic_int taken;

int main(void)
{
	int expected = 0;

	assert(atomic_compare_exchange_strong(&taken, &expected, 1));
	return 0;
}
