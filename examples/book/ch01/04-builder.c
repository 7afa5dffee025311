/*
 * A thread with a name and a stack of its own size; and one that cannot be had, which is an error value and no crash.
 *
 * Comes out: the name, and the reason why there is no thread with a stack as large as all memory there can be.
 *
 * Rust Atomics and Locks, chapter 1, threads (the thread builder).
 */
#include <acqrel/thread.h>

#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static void *say_name(void *arg)
{
	printf("This is %s.\n", ar_thread_name(ar_thread_current()));
	return arg;
}

int main(void)
{
	ar_thread_options options = {.name = "accountant", .stack_size = 256 * 1024};
	ar_thread_options too_much = {.stack_size = SIZE_MAX};
	ar_thread t;

	int err = ar_thread_spawn_with(&t, &options, say_name, NULL);
	assert(err == 0);
	ar_thread_join(t, NULL);

	err = ar_thread_spawn_with(&t, &too_much, say_name, NULL);
	assert(err != 0);
	printf("No thread: %s\n", strerror(err));
	return 0;
}
