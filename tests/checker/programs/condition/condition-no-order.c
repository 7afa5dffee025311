/* A signal orders nothing: what was written before it without the mutex races with what the woken thread reads.
 *
 * expect: data-race
 */
#include <pthread.h>
#include <stdlib.h>

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t c = PTHREAD_COND_INITIALIZER;
static int waiting, data;

static void *waiter(void *unused)
{
	pthread_mutex_lock(&m);
	waiting = 1;
	pthread_cond_wait(&c, &m);
	pthread_mutex_unlock(&m);
	return data ? unused : NULL;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, waiter, NULL);
	pthread_mutex_lock(&m);
	int signal = waiting;
	pthread_mutex_unlock(&m);
	data = 1;
	if (signal)
		pthread_cond_signal(&c);
	exit(0); /* whoever waits still may be left behind */
}
