/* A program's threads for its lock() and unlock(): each takes it once. BROKEN: the first never gives it back. */
#include "spin.h"

static int data;

static void *use(void *p)
{
	int me = (int)(long)p;

	lock(me);
	data++;
#ifdef BROKEN
	if (me == 0)
		return p;
#endif
	unlock(me);
	return p;
}

int main(void)
{
	body *bodies[THREADS];

	for (int i = 0; i < THREADS; i++)
		bodies[i] = use;
	run_all(bodies, THREADS);
	assert(data == THREADS);
	return 0;
}
