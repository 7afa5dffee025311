/* A stack whose head is a pointer and a number, compared and exchanged together, and loaded one by one.
 *
 * expect: ok
 * flags: -mcx16
 */
#include "sixteen.h"

int main(void)
{
	return use_stack();
}
