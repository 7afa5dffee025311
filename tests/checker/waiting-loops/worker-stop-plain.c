/* A worker that counts its turns until it is told to stop.
 *
 * with: incomplete
 * with -DBROKEN: livelock
 */
#include "spin.h"

atomic_int stop;

static long work;

static void *worker(void *p)
{
	while (!load(&stop, acquire))
		work++;
	return p;
}

static void *stopper(void *p)
{
#ifndef BROKEN
	store(&stop, 1, release);
#endif
	return p;
}

int main(void)
{
	RUN(worker, stopper);
	return 0;
}
