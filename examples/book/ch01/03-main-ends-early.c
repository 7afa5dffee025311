/*
 * When main returns, the process ends, whether or not the other threads are done.
 *
 * Comes out: main's line; the thread's may come, or not. (Join it, and it always does.)
 *
 * Rust Atomics and Locks, chapter 1, threads.
 */
#include <acqrel/thread.h>

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

static void *hello(void *arg)
{
	printf("Hello from a thread that may come too late.\n");
	return arg;
}

int main(void)
{
	ar_thread t;

	int err = ar_thread_spawn(&t, hello, NULL);
	assert(err == 0);
	ar_thread_detach(t);
	printf("Hello from main.\n");
	exit(0);
}
