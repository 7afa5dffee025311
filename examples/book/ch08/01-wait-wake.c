/*
 * Waiting for a variable to change, and waking: what all that sleeps is made of. The wait gives the value that it expects,
 * and does not sleep if it is another one by then, so a change between the look and the wait is not missed.
 *
 * Comes out: it always comes to its end; without the look at the value (BLINDLY), not always.
 *
 * Rust Atomics and Locks, chapter 8, waiting on an address.
 */
#include <acqrel/check.h>
#include <acqrel/thread.h>
#include <acqrel/wait.h>

#include <assert.h>
#include <stdio.h>

static ar_atomic_u32 word;
static int message;

static void *send(void *arg)
{
	if (!ar_checking())
		ar_thread_sleep_until(ar_after(10 * AR_MILLISECOND));
	message = 42;
	/* release: pairs with the acquire in main(); else that may miss the message */
	ar_store_release(&word, 1);
	ar_wake_one(&word);
	return arg;
}

int main(void)
{
	AR_THREAD_SCOPE(s) {
		ar_scope_spawn(&s, send, NULL);
#ifdef BLINDLY
		/* relaxed: only what to wait for. WRONG: if it has changed already, no thread is going to wake us */
		ar_wait(&word, ar_load_relaxed(&word));
#endif
		/* acquire: pairs with the release in send(); else we may miss the message */
		while (ar_load_acquire(&word) == 0)
			ar_wait(&word, 0);
		assert(message == 42);
	}
	printf("%d\n", message);
	return 0;
}
