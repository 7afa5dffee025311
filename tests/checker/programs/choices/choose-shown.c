/* An answer that led to the error is shown, however long ago it was given.
 *
 * expect: assertion
 * report: chooses 1
 */
#include <assert.h>
#include <stdatomic.h>

#include <acqrel/check.h>

static atomic_int n;

int main(void)
{
	unsigned step = ar_choose(2);

	for (int i = 0; i < 100; i++)
		atomic_fetch_add(&n, (int)step);
	assert(atomic_load(&n) == 0);
	return 0;
}
