/* Waits until a time has come.
 *
 * with: ok 3
 * with -DBROKEN: assertion
 */
#include "spin.h"

static atomic_int go, late;

static void *set(void *p)
{
	store(&go, 1, release);
	return p;
}

static void *wait(void *p)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	time_t end = t.tv_sec + 2;
	for (;;) {
		if (load(&go, acquire))
			break;
		clock_gettime(CLOCK_MONOTONIC, &t);
		if (t.tv_sec >= end) {
#ifdef BROKEN
			assert(0);
#endif
			late = 1;
			break;
		}
	}
	return p;
}

int main(void)
{
	RUN(set, wait);
	return 0;
}
