/* Two loads of halves do.
 *
 * expect: assertion
 */
#include "torn.h"

static bool both(void)
{
	uint32_t low = atomic_load_explicit(&u.half[0], memory_order_relaxed);

	return low == atomic_load_explicit(&u.half[1], memory_order_relaxed);
}

int main(void)
{
	return look(both);
}
