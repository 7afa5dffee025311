/* A compare-exchange wants to write, even if it fails: a const object lies in memory that is read-only.
 *
 * expect: crash
 * report: an atomic write to memory that is read-only
 */
#include <stdatomic.h>

static const atomic_int limit = 5;

int main(void)
{
	int expected = 1;

	if (atomic_load((atomic_int *)&limit) != 5)
		return 1;
	atomic_compare_exchange_strong((atomic_int *)&limit, &expected, 2);
	return 0;
}
