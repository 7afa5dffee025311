/* The compilers' own functions: a weak exchange succeeds or does not, a strong one does.
 *
 * expect: ok 4
 * options: --spurious-failures
 */
#include <assert.h>
#include <stdbool.h>

static long taken[3];

int main(void)
{
	long expected = 0, desired = 1;
	int n = 0;

	n += __atomic_compare_exchange_n(&taken[0], &expected, 1, true, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
	assert(expected == 0 && taken[0] == n);
	n += __atomic_compare_exchange(&taken[1], &expected, &desired, true, __ATOMIC_RELAXED, __ATOMIC_RELAXED);
	assert(expected == 0 && taken[0] + taken[1] == n);
	assert(__atomic_compare_exchange_n(&taken[2], &expected, 1, false, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST));
	return 0;
}
