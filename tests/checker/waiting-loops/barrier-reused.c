/* A sense-reversing barrier, used again and again.
 *
 * with: ok
 */
#include "spin.h"

#define N 2
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
	assert(data[!me] == 1);
	barrier(&s);
	data[me] = 2;
	barrier(&s);
	assert(data[!me] == 2);
	return p;
}

int main(void)
{
	RUN(run, run);
	return 0;
}
