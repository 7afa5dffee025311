/* A worker that changes something in every turn until it is told to stop.
 *
 * with: incomplete
 */
#include "spin.h"

atomic_int stop;
static atomic_long work;

static void *worker(void *p)
{
	while (!load(&stop, acquire))
		add(&work, 1, relaxed);
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
