/* Two threads wait for a flag.
 *
 * with: ok 1
 * with -DBROKEN: livelock
 */
#include "spin.h"

static atomic_int go;
static int data;

static void *set(void *p)
{
	data = 1;
#ifndef BROKEN
	store(&go, 1, release);
#endif
	return p;
}

static void *wait(void *p)
{
	while (!load(&go, acquire))
		;
	assert(data == 1);
	return p;
}

int main(void)
{
	RUN(set, wait, wait);
	return 0;
}
