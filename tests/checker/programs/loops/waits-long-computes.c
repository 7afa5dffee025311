/* A loop with a limit of its own that computes for a while in each turn: it takes long, but it gets on.
 *
 * expect: ok 1
 * options: --stuck-after 0.2
 * flags: -O2
 */
#include <assert.h>
#include <stdatomic.h>

atomic_int flag;

int main(void)
{
	unsigned long turns = 0;

	while (!atomic_load_explicit(&flag, memory_order_relaxed) && turns++ < 1500000)
		for (int i = 0; i < 5000; i++)
			__asm__ volatile("");
	assert(turns == 1500001);
}
