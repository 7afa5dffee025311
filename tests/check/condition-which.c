/* A signal wakes either of two who wait, not only the first.
 *
 * expect: assertion
 * report: woken != 1
 */
#include <assert.h>
#include <pthread.h>
#include <stdlib.h>

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t c = PTHREAD_COND_INITIALIZER;
static int waiting, woken = -1;

static void *waiter(void *unused)
{
	pthread_mutex_lock(&m);
	int me = waiting++;
	pthread_cond_wait(&c, &m);
	if (woken < 0)
		woken = me;
	pthread_mutex_unlock(&m);
	return unused;
}

int main(void)
{
	pthread_t a, b;

	pthread_create(&a, NULL, waiter, NULL);
	pthread_create(&b, NULL, waiter, NULL);
	pthread_mutex_lock(&m);
	if (waiting == 2) {
		pthread_cond_signal(&c);
		pthread_mutex_unlock(&m);
		pthread_mutex_lock(&m);
		assert(woken != 1);
	}
	pthread_mutex_unlock(&m);
	exit(0); /* whoever waits still may be left behind */
}
