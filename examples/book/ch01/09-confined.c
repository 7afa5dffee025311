/*
 * What must not go to another thread: Rust's compiler knows types that are not Send; here the value knows its thread, and
 * every access is checked. It may be given away.
 *
 * Comes out: 2, from the thread that it was given to. With -DNOT_GIVEN the program ends with a sentence that says who
 * used whose value; the checker says misuse.
 *
 * Rust Atomics and Locks, chapter 1, thread safety: Send and Sync.
 */
#include <acqrel/confined.h>

#include <assert.h>
#include <stdio.h>

static ar_confined(int) counter;

static void *use(void *arg)
{
	++*ar_confined_get(&counter);
	printf("%d\n", *ar_confined_get(&counter));
	assert(*ar_confined_get(&counter) == 2);
	return arg;
}

int main(void)
{
	ar_thread t;

	*ar_confined_get(&counter) = 1;
#ifndef NOT_GIVEN
	ar_confined_give(&counter);
#endif
	int err = ar_thread_spawn(&t, use, NULL);
	assert(err == 0);
	ar_thread_join(t, NULL);
	return 0;
}
