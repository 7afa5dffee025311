/*
 * expect: assertion
 * options: --nondet=-1..2
 * All values of the range are explored, and no others; of small types all there are.
 */
#include <assert.h>

int __VERIFIER_nondet_int(void);
unsigned long __VERIFIER_nondet_ulong(void);
_Bool __VERIFIER_nondet_bool(void);

int main(void)
{
	int i = __VERIFIER_nondet_int();

	assert(i >= -1 && i <= 2);
	assert(__VERIFIER_nondet_ulong() + 1 <= 3);
	assert(i != 2 || __VERIFIER_nondet_bool());
	return 0;
}
