/*
 * A wait without a loop. Being woken says that something has changed, not that the condition holds: between
 * the signal and the moment when the sleeper has the lock again, another thread may have come and taken
 * what it waited for. (A wait may also return for no reason at all.)
 *
 * Source: Butler Lampson and David Redell, "Experience with Processes and Monitors in Mesa", Communications
 * of the ACM 23(2), 1980: a notification is a hint.
 * Fix: while, not if.
 */
#include <assert.h>
#include <pthread.h>
#include <stddef.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static int items;

static void *consumer(void *arg)
{
	pthread_mutex_lock(&mutex);
#ifdef FIXED
	while (items == 0)
#else
	if (items == 0) /* WRONG */
#endif
		pthread_cond_wait(&changed, &mutex);
	assert(items > 0);
	items--;
	pthread_mutex_unlock(&mutex);
	return arg;
}

static void produce(void)
{
	pthread_mutex_lock(&mutex);
	items++;
	pthread_mutex_unlock(&mutex);
	pthread_cond_signal(&changed);
}

int main(void)
{
	pthread_t first, second;

	pthread_create(&first, NULL, consumer, NULL);
	pthread_create(&second, NULL, consumer, NULL);
	produce();
	produce();
	pthread_join(first, NULL);
	pthread_join(second, NULL);
	return 0;
}
