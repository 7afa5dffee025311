/* One loop waits for two threads.
 *
 * with: ok 1
 * with -DBROKEN: livelock
 */
#include "spin.h"

static atomic_int a, b;

static void *seta(void *p)
{
	store(&a, 1, release);
	return p;
}

static void *setb(void *p)
{
#ifndef BROKEN
	store(&b, 1, release);
#endif
	return p;
}

static void *wait(void *p)
{
	while (!load(&a, acquire) || !load(&b, acquire))
		sched_yield();
	return p;
}

int main(void)
{
	RUN(seta, setb, wait);
	return 0;
}
