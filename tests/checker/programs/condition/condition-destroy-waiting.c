/* A condition variable that is destroyed while a thread waits on it.
 *
 * expect: misuse
 * report: pthread_cond_destroy of a condition variable that a thread waits on
 */
#include <pthread.h>
#include <stdlib.h>

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t c = PTHREAD_COND_INITIALIZER;
static int waiting;

static void *waiter(void *unused)
{
	pthread_mutex_lock(&m);
	waiting = 1;
	pthread_cond_wait(&c, &m);
	pthread_mutex_unlock(&m);
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, waiter, NULL);
	pthread_mutex_lock(&m);
	if (waiting)
		pthread_cond_destroy(&c);
	pthread_mutex_unlock(&m);
	exit(0); /* whoever waits still may be left behind */
}
