/* A sense-reversing barrier of three threads.
 *
 * with: ok
 * with -DBROKEN: livelock
 */
#include "spin.h"

#define N 3
static atomic_int count = N, sense;
static int data[N];

static void barrier(int *local)
{
	*local = !*local;
	if (add(&count, -1, acq_rel) == 1) {
		store(&count, N, relaxed);
#ifndef BROKEN
		store(&sense, *local, release);
#endif
	} else
		while (load(&sense, acquire) != *local)
			;
}

static void *run(void *p)
{
	int me = (int)(long)p, s = 0;
	data[me] = 1;
	barrier(&s);
	assert(data[(me + 1) % 3] == 1);
	barrier(&s);
	return p;
}

int main(void)
{
	RUN(run, run, run);
	return 0;
}
