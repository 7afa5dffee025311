/* Nor do fences around a signal and the wait that it ends synchronize: neither is an access that they could go with.
 *
 * expect: data-race
 */
#include <pthread.h>
#include <stdatomic.h>
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
	atomic_thread_fence(memory_order_acquire);
	return data ? unused : NULL;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, waiter, NULL);
	pthread_mutex_lock(&m);
	int signal = waiting;
	pthread_mutex_unlock(&m);
	if (!signal)
		exit(0); /* whoever waits still may be left behind */
	data = 1;
	atomic_thread_fence(memory_order_release);
	pthread_cond_signal(&c);
	pthread_join(t, NULL);
	return 0;
}
