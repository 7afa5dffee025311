/* A loop that changes something shared in every turn, without end.
 *
 * expect: incomplete
 * report: executions of more than 100000 steps
 */
#include <stdatomic.h>

static atomic_int x;

int main(void)
{
	for (;;)
		atomic_fetch_add_explicit(&x, 1, memory_order_relaxed);
}
