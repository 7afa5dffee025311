/* The same, given back by a relaxed store.
 *
 * expect: data-race
 * flags: -DGIVE=memory_order_relaxed
 */
#include "byte-lock.h"

int main(void)
{
	return use_lock();
}
