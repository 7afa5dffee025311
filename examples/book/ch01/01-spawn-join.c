/*
 * Three threads say hello, and main waits for them. In which order they speak is open; main comes last.
 *
 * Comes out: three greetings with different numbers, then main's.
 *
 * Rust Atomics and Locks, chapter 1, threads.
 */
#include <acqrel/thread.h>

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>

static ar_atomic_int said;

static void *hello(void *arg)
{
	printf("Hello from thread %" PRIu64 ".\n", ar_thread_id(ar_thread_current()));
	/* relaxed: joining gives the order */
	ar_fetch_add_relaxed(&said, 1);
	return arg;
}

int main(void)
{
	ar_thread threads[3];

	for (int i = 0; i < 3; i++) {
		int err = ar_thread_spawn(&threads[i], hello, NULL);
		assert(err == 0);
	}
	for (int i = 0; i < 3; i++)
		ar_thread_join(threads[i], NULL);
	/* relaxed: as above */
	assert(ar_load_relaxed(&said) == 3);
	printf("Hello from main, thread %" PRIu64 ".\n", ar_thread_id(ar_thread_current()));
	return 0;
}
