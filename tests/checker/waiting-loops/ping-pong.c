/* Two threads take turns.
 *
 * with: ok 1
 * with -DBROKEN: livelock
 */
#include "spin.h"

static atomic_int turn;
static int data;

static void *run(void *p)
{
	long me = (long)p;
	for (int i = 0; i < 3; i++) {
		while (load(&turn, acquire) != me)
			;
		data++;
#ifdef BROKEN
		if (i < 2 || me)
#endif
			store(&turn, !me, release);
	}
	return p;
}

int main(void)
{
	RUN(run, run);
	assert(data == 6);
	return 0;
}
