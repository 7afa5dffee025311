/* What FUTEX_WAKE_OP can do to the word, also natively.
 *
 * expect: ok 1
 */
#include "futex.h"

#include <assert.h>

static unsigned first, second;

static void check(unsigned old, int operation, unsigned argument, unsigned new)
{
	second = old;
	assert(futex(&first, FUTEX_WAKE_OP_PRIVATE, 1, (void *)1, &second,
	             FUTEX_OP(operation, argument, FUTEX_OP_CMP_EQ, 0)) == 0);
	assert(second == new);
}

int main(void)
{
	check(5, FUTEX_OP_SET, 7, 7);
	check(5, FUTEX_OP_ADD, 3, 8);
	check(5, FUTEX_OP_ADD, -1 & 0xfff, 4);
	check(5, FUTEX_OP_OR, 2, 7);
	check(7, FUTEX_OP_ANDN, 2, 5);
	check(7, FUTEX_OP_XOR, 5, 2);
	check(1, FUTEX_OP_OR | FUTEX_OP_OPARG_SHIFT, 4, 17);
	/* No such operation, no such comparison. */
	assert(futex(&first, FUTEX_WAKE_OP_PRIVATE, 1, (void *)1, &second, FUTEX_OP(7, 0, 0, 0)) == -1 &&
	       errno == ENOSYS);
	assert(futex(&first, FUTEX_WAKE_OP_PRIVATE, 1, (void *)1, &second, FUTEX_OP(FUTEX_OP_SET, 3, 9, 0)) ==
	               -1 &&
	       errno == ENOSYS);
	return 0;
}
