/* If the second one releases they are seen in order, and nothing is missing.
 *
 * expect: ok
 */
#include "two-stores.h"

int main(void)
{
	return store_both(memory_order_release);
}
