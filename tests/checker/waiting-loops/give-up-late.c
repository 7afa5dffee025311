/* Gives up after ten thousand turns: too many to explore one by one, but giving up is explored.
 *
 * with: incomplete
 * with -DBROKEN: assertion
 */
#include "spin.h"

static atomic_int go;

static void *set(void *p)
{
	store(&go, 1, release);
	return p;
}

static void *wait(void *p)
{
	int i;
	for (i = 0; i < 10000; i++)
		if (load(&go, acquire))
			break;
#ifdef BROKEN
	assert(i < 10000);
#endif
	return p;
}

int main(void)
{
	RUN(set, wait);
	return 0;
}
