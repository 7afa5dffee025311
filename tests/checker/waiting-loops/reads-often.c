/* Reads a value fifty thousand times that nobody changes: that is no waiting.
 *
 * with: ok 1
 * with -DBROKEN: assertion
 */
#include "spin.h"

static atomic_int go;

static void *set(void *p)
{
	return p;
}

static void *wait(void *p)
{
	int i;
	for (i = 0; i < 50000; i++)
		if (load(&go, acquire))
			break;
#ifdef BROKEN
	assert(i < 50000);
#endif
	return p;
}

int main(void)
{
	RUN(set, wait);
	return 0;
}
