/* An atomic behind the end.
 *
 * expect: out-of-bounds
 * report: right behind the end of a heap block of 4 bytes
 */
#include <stdatomic.h>
#include <stdlib.h>

int main(void)
{
	atomic_int *p = malloc(sizeof *p);

	atomic_init(p, 0);
	atomic_fetch_add_explicit(p + 1, 1, memory_order_relaxed);
	free(p);
	return 0;
}
