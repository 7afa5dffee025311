/* Each thread waits for the one before it.
 *
 * with: ok 1
 * with -DBROKEN: livelock
 */
#include "spin.h"

static atomic_int s[4];

static void *run(void *p)
{
	long me = (long)p;
	while (!load(&s[me], acquire))
		;
#ifdef BROKEN
	if (me != 1)
#endif
		store(&s[me + 1], 1, release);
	return p;
}

static void *kick(void *p)
{
	store(&s[0], 1, release);
	return p;
}

int main(void)
{
	RUN(run, run, run, kick);
	return 0;
}
