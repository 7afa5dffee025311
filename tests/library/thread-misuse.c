/* <acqrel/thread.h>: each way to use a thread wrongly ends the program with a sentence that says so. */
#include <acqrel/thread.h>

#include <stddef.h>

#ifndef MISUSE
#define MISUSE JOIN_TWICE
#endif

enum { JOIN_TWICE = 1, JOIN_SELF, JOIN_DETACHED, JOIN_NONE, DETACH_JOINED, HANDLE_OF_JOINED, UNPARK_NOBODY };

static ar_thread worker;
static ar_atomic_int started;

static void *nothing(void *arg)
{
	return arg;
}

static void *join_self(void *arg)
{
	/* acquire: pairs with the release in main(); else we may not see what it spawned us as */
	while (!ar_load_acquire(&started))
		ar_thread_yield();
	ar_thread_join(worker, NULL);
	return arg;
}

int main(void)
{
	if (MISUSE == JOIN_NONE)
		ar_thread_join(worker, NULL);
	if (ar_thread_spawn(&worker, MISUSE == JOIN_SELF ? join_self : nothing, NULL) != 0)
		return 1;
	/* release: pairs with the acquire in join_self(); else it may not see `worker` */
	ar_store_release(&started, 1);
	if (MISUSE == JOIN_SELF) {
		for (;;)
			ar_park();
	}
	if (MISUSE == JOIN_DETACHED)
		ar_thread_detach(worker);
	else
		ar_thread_join(worker, NULL);
	if (MISUSE == DETACH_JOINED)
		ar_thread_detach(worker);
	if (MISUSE == HANDLE_OF_JOINED)
		(void)ar_thread_handle_of(worker);
	if (MISUSE == UNPARK_NOBODY)
		ar_unpark(NULL);
	ar_thread_join(worker, NULL);
	return 0;
}
