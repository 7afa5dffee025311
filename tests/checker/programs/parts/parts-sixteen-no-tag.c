/* The same, where the number stays: a thread pops a node that was popped and pushed again since.
 *
 * expect: assertion
 * flags: -mcx16 -DNO_TAG
 */
#include "sixteen.h"

int main(void)
{
	return use_stack();
}
