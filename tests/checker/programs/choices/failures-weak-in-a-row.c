/* A loop that gives up after a hundred turns would do so after as many spurious failures: more than are explored.
 *
 * expect: incomplete
 * options: --spurious-failures
 * report: made to fail more than 3 times
 */
#include <assert.h>
#include <stdatomic.h>

static atomic_int taken;

int main(void)
{
	int turns = 0, expected = 0;

	while (!atomic_compare_exchange_weak(&taken, &expected, 1))
		if (++turns == 100)
			assert(!"gave up");
	return 0;
}
