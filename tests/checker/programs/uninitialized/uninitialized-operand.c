/* What was never set is stored into an atomic.
 *
 * expect: uninitialized
 */
#include <stdatomic.h>
#include <stdlib.h>

atomic_int shared;

int main(void)
{
	volatile int *p = malloc(sizeof *p);

	atomic_store_explicit(&shared, *p, memory_order_relaxed);
	free((int *)p);
	return 0;
}
