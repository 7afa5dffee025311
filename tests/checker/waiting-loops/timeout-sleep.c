/* Waits for at most half a second and sleeps between the turns.
 *
 * with: ok
 * with -DBROKEN: assertion
 */
#include "spin.h"

static atomic_int go, late;

static void *set(void *p)
{
	store(&go, 1, release);
	return p;
}

static long ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void *wait(void *p)
{
	long start = ms();
	while (!load(&go, acquire) && ms() - start < 500)
		usleep(1000);
#ifdef BROKEN
	assert(load(&go, relaxed));
#endif
	return p;
}

int main(void)
{
	RUN(set, wait);
	return 0;
}
