/*
 * A buffer of one slot with one condition variable for all, and notify-one. Producers wait until it is
 * empty, consumers until it is full, in the same queue. A consumer that has emptied it may wake the other
 * consumer, who finds nothing and sleeps again: the wake-up is used up, and the producer sleeps on.
 *
 * Source: Tom Cargill, "Specific Notification for Java Thread Synchronization", Pattern Languages of
 * Programs, 1996.
 * Fix: a condition variable for each condition (or wake all).
 */
#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t filled = PTHREAD_COND_INITIALIZER;
#ifdef FIXED
static pthread_cond_t emptied = PTHREAD_COND_INITIALIZER;
#else
#define emptied filled /* WRONG */
#endif
static bool full;

static void put(void)
{
	pthread_mutex_lock(&mutex);
	while (full)
		pthread_cond_wait(&emptied, &mutex);
	full = true;
	pthread_cond_signal(&filled);
	pthread_mutex_unlock(&mutex);
}

static void *take(void *arg)
{
	pthread_mutex_lock(&mutex);
	while (!full)
		pthread_cond_wait(&filled, &mutex);
	full = false;
	pthread_cond_signal(&emptied);
	pthread_mutex_unlock(&mutex);
	return arg;
}

int main(void)
{
	pthread_t first, second;

	pthread_create(&first, NULL, take, NULL);
	pthread_create(&second, NULL, take, NULL);
	put();
	put();
	pthread_join(first, NULL);
	pthread_join(second, NULL);
	return 0;
}
