/*
 * expect: ok 20
 * options: --nondet=-1..2
 * report: of the values that __VERIFIER_nondet_int()
 */
#include <assert.h>

int __VERIFIER_nondet_int(void);
unsigned long __VERIFIER_nondet_ulong(void);
_Bool __VERIFIER_nondet_bool(void);

int main(void)
{
	int i = __VERIFIER_nondet_int();

	assert(i >= -1 && i <= 2);
	assert(__VERIFIER_nondet_ulong() + 1 <= 3 && (i != 0 || __VERIFIER_nondet_bool() < 2));
	return 0;
}
