/* Relaxed stores to two halves, of one thread, may be seen in either order by a load of both: only one of
 * them is explored, which is said.
 *
 * expect: incomplete
 * report: stores to one part may be seen in another order
 */
#include "two-stores.h"

int main(void)
{
	return store_both(memory_order_relaxed);
}
