/* A loop that changes something shared in every turn, without end.
 *
 * expect: unsupported
 * report: an execution of more than
 */
#include <stdatomic.h>

static atomic_int x;

int main(void)
{
	for (;;)
		atomic_fetch_add_explicit(&x, 1, memory_order_relaxed);
}
