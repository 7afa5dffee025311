/* Freed, allocated again and used at another size.
 *
 * expect: ok 1
 */
#include <assert.h>
#include <stdatomic.h>
#include <stdlib.h>

int main(void)
{
	for (int i = 0; i < 10; i++) {
		atomic_llong *wide = malloc(sizeof *wide);
		atomic_init(wide, i);
		assert(atomic_fetch_add_explicit(wide, 1, memory_order_relaxed) == i);
		free(wide);
		atomic_short *half = malloc(sizeof *half);
		atomic_init(half, (short)i);
		assert(atomic_fetch_add_explicit(half, 1, memory_order_relaxed) == i);
		free(half);
	}
	return 0;
}
