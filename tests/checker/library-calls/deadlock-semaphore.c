/*
 * Nobody posts.
 *
 * expect: deadlock
 * report: deadlock: taker waits, and no thread is left that would let it go on
 * report: taker waits at line 15 in `ar_semaphore_wait(&free_places)`, and no thread
 */
#include <acqrel/semaphore.h>
#include <acqrel/thread.h>

static ar_semaphore free_places;

static void *taker(void *arg)
{
	ar_semaphore_wait(&free_places);
	return arg;
}

int main(void)
{
	AR_THREAD_SCOPE(s)
		ar_scope_spawn(&s, taker, NULL);
}
