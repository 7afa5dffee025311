/* A request and its reply, with sleeping and yielding loops.
 *
 * with: ok
 * with -DBROKEN: livelock
 */
#include "spin.h"

static atomic_int in, out;

static void *req(void *p)
{
	store(&in, 1, release);
#ifndef BROKEN
	while (load(&out, acquire) != 2)
		nanosleep(&(struct timespec){0, 1000}, NULL);
#else
	while (load(&out, acquire) != 3)
		nanosleep(&(struct timespec){0, 1000}, NULL);
#endif
	return p;
}

static void *serve(void *p)
{
	int i;
	while (!(i = load(&in, acquire)))
		sched_yield();
	store(&out, i + 1, release);
	return p;
}

int main(void)
{
	RUN(req, serve);
	return 0;
}
