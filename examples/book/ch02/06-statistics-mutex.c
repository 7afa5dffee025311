/*
 * The same statistics under a mutex: a look finds what fits, for the price of a lock.
 *
 * Comes out: 0 0, 1 10 or 2 20.
 *
 * Rust Atomics and Locks, chapter 2, statistics (the mutex alternative).
 */
#include "../outcome.h"

#include <acqrel/thread.h>

#include <pthread.h>

static struct {
	int count, total, longest;
} statistics;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void *work(void *arg)
{
	int microseconds = 10;

	pthread_mutex_lock(&lock);
	statistics.count++;
	statistics.total += microseconds;
	if (microseconds > statistics.longest)
		statistics.longest = microseconds;
	pthread_mutex_unlock(&lock);
	return arg;
}

static void *look(void *arg)
{
	pthread_mutex_lock(&lock);
	int count = statistics.count, total = statistics.total;
	pthread_mutex_unlock(&lock);

	outcome("%d %d", count, total);
	return arg;
}

int main(void)
{
	AR_THREAD_SCOPE(s) {
		ar_scope_spawn(&s, work, NULL);
		ar_scope_spawn(&s, work, NULL);
		ar_scope_spawn(&s, look, NULL);
	}
	return 0;
}
