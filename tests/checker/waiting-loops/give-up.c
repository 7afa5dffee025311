/* Gives up after five turns.
 *
 * with: ok 6
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
	for (i = 0; i < 5; i++)
		if (load(&go, acquire))
			break;
#ifdef BROKEN
	assert(i < 5);
#endif
	return p;
}

int main(void)
{
	RUN(set, wait);
	return 0;
}
