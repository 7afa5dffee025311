/*
 * A thread that ends while it holds a lock leaves what the lock guards half done. A robust mutex tells the next one who
 * locks it, who can mend things and go on, or give the lock up for good.
 *
 * Comes out: the invoice that was left without its total gets it.
 *
 * Rust Atomics and Locks, chapter 1, lock poisoning.
 */
#include <acqrel/thread.h>

#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <stdio.h>

static pthread_mutex_t lock;
static int items[3], total;

static void *begin_invoice(void *arg)
{
	pthread_mutex_lock(&lock);
	for (int i = 0; i < 3; i++)
		items[i] = 10;
	pthread_exit(arg); /* something went wrong: without the total, and with the lock */
}

int main(void)
{
	pthread_mutexattr_t robust;
	ar_thread t;

	pthread_mutexattr_init(&robust);
	pthread_mutexattr_setrobust(&robust, PTHREAD_MUTEX_ROBUST);
	pthread_mutex_init(&lock, &robust);
	pthread_mutexattr_destroy(&robust);

	int err = ar_thread_spawn(&t, begin_invoice, NULL);
	assert(err == 0);
	ar_thread_join(t, NULL);

	if (pthread_mutex_lock(&lock) == EOWNERDEAD) {
		printf("the last owner did not finish\n");
		total = items[0] + items[1] + items[2];
		pthread_mutex_consistent(&lock);
	}
	assert(total == 30);
	pthread_mutex_unlock(&lock);
	pthread_mutex_destroy(&lock);
	return 0;
}
