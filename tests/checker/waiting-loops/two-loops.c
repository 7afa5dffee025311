/* Two different loops that lead to each other.
 *
 * with: ok
 * with -DBROKEN: livelock
 */
#include "spin.h"

static atomic_int a, b;

static void *wait(void *p)
{
	for (;;) {
		for (;;) {
			if (load(&a, acquire))
				return p;
			if (load(&b, acquire))
				break;
			sched_yield();
		}
		while (!load(&a, acquire))
			;
	}
	return p;
}

static void *seta(void *p)
{
#ifndef BROKEN
	store(&a, 1, release);
#endif
	return p;
}

static void *setb(void *p)
{
	store(&b, 1, release);
	return p;
}

int main(void)
{
	RUN(wait, seta, setb);
	return 0;
}
