/*
 * WRONG: a load publishes nothing, not even a seq_cst one; there is no "release load" and no "acquire store".
 * The writer looks at the flag that the reader has raised and takes that for a signal to the reader.
 *
 * Comes out: a data race, though all operations on the flags are seq_cst. With -DSTORED the writer raises a flag itself,
 * and the reader waits for that: no error.
 *
 * Rust Atomics and Locks, chapter 3, common misconceptions.
 */
#include <acqrel/atomic.h>
#include <acqrel/thread.h>

#include <assert.h>

static int data;
static ar_atomic_bool asked, answered;

static void *write(void *arg)
{
	data = 1;
	/* seq_cst: WRONG, a load releases nothing, and no thread can acquire it */
	(void)ar_load_seq_cst(&asked);
#ifdef STORED
	/* release: pairs with the acquire in read(); else it may miss the data */
	ar_store_release(&answered, true);
#endif
	return arg;
}

static void *read(void *arg)
{
	/* seq_cst: WRONG, a store acquires nothing */
	ar_store_seq_cst(&asked, true);
#ifdef STORED
	/* acquire: pairs with the release in write(); else we may miss the data */
	while (!ar_load_acquire(&answered))
		ar_thread_yield();
#endif
	assert(data == 1);
	return arg;
}

int main(void)
{
	AR_THREAD_SCOPE(s) {
		ar_scope_spawn(&s, write, NULL);
		ar_scope_spawn(&s, read, NULL);
	}
	return 0;
}
