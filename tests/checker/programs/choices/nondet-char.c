/* All values of the small types are explored.
 *
 * expect: ok 512
 */
#include <assert.h>

char __VERIFIER_nondet_char(void);
unsigned char __VERIFIER_nondet_uchar(void);
_Bool __VERIFIER_nondet_bool(void);

int main(void)
{
	if (__VERIFIER_nondet_bool()) {
		char c = __VERIFIER_nondet_char();
		assert(c >= -128 && c <= 127);
	} else {
		assert(__VERIFIER_nondet_uchar() <= 255);
	}
	return 0;
}
