/* A signal wakes either of two who wait, not only the last.
 *
 * expect: assertion
 * report: woken != &second
 */
#include <assert.h>
#include <pthread.h>
#include <stdlib.h>

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t c = PTHREAD_COND_INITIALIZER;
static int first, second, waiting;
static void *woken;

static void *waiter(void *me)
{
	pthread_mutex_lock(&m);
	waiting++;
	pthread_cond_wait(&c, &m);
	woken = me;
	pthread_mutex_unlock(&m);
	return NULL;
}

int main(void)
{
	pthread_t a, b;

	pthread_create(&a, NULL, waiter, &first);
	pthread_create(&b, NULL, waiter, &second);
	pthread_mutex_lock(&m);
	if (waiting == 2) {
		pthread_cond_signal(&c);
		pthread_mutex_unlock(&m);
		pthread_mutex_lock(&m);
		assert(woken != &second);
	}
	pthread_mutex_unlock(&m);
	exit(0); /* whoever waits still may be left behind */
}
