/* Each thread waits until all have started.
 *
 * with: ok 6
 * with -DBROKEN: livelock
 */
#include "spin.h"

static atomic_int started;

static void *run(void *p)
{
	add(&started, 1, release);
#ifdef BROKEN
	while (load(&started, acquire) < 4)
		;
#else
	while (load(&started, acquire) < 3)
		;
#endif
	return p;
}

int main(void)
{
	RUN(run, run, run);
	return 0;
}
