/*
 * A thread that ends while it holds a lock leaves what the lock guards half done. A robust mutex tells the next one who
 * locks it, who can mend things and go on, or leave it, and then the lock is lost forever.
 *
 * Comes out: the invoice that was left without its total gets it; with NOT_MENDED, no thread gets at it any more.
 *
 * Rust Atomics and Locks, chapter 1, lock poisoning.
 */
#include <acqrel/robust_mutex.h>
#include <acqrel/thread.h>

#include <assert.h>
#include <pthread.h>
#include <stdio.h>

static ar_robust_mutex lock;
static int items[3], total;

static void *begin_invoice(void *arg)
{
	int err = ar_robust_mutex_lock(&lock);

	assert(err == 0);
	for (int i = 0; i < 3; i++)
		items[i] = 10;
	pthread_exit(arg); /* something went wrong: without the total, and with the lock */
}

int main(void)
{
	ar_thread t;

	int err = ar_thread_spawn(&t, begin_invoice, NULL);
	assert(err == 0);
	ar_thread_join(t, NULL);

	AR_ROBUST_LOCKED(&lock, err) {
		assert(err == EOWNERDEAD);
		printf("the last owner did not finish\n");
#ifndef NOT_MENDED
		total = items[0] + items[1] + items[2];
		ar_robust_mutex_make_consistent(&lock);
#endif
	}
	AR_ROBUST_LOCKED(&lock, err) {
		assert(total == 30);
	}
#ifdef NOT_MENDED
	assert(err == ENOTRECOVERABLE);
#else
	assert(err == 0);
#endif
	return 0;
}
