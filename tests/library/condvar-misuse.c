/*
 * <acqrel/condvar.h>: to wait without the mutex, or with another than those who wait, ends the program with a
 * sentence that says so.
 */
#include <acqrel/condvar.h>

#include <pthread.h>

#ifndef CASE
#define CASE 1
#endif

static struct {
	ar_mutex lock, other;
	ar_condvar filled;
} queue;

static void *wait_with(void *arg)
{
	ar_mutex *m = (ar_mutex *)arg;

	AR_LOCKED(m) {
		ar_condvar_wait(&queue.filled, m);
	}
	return arg;
}

/* clang would refuse to compile this mistake. */
int AR_NO_THREAD_SAFETY main(void)
{
	pthread_t thread;

	if (CASE == 1)
		ar_condvar_wait(&queue.filled, &queue.lock);
	pthread_create(&thread, NULL, wait_with, &queue.other);
	wait_with(&queue.lock);
	return 0;
}
