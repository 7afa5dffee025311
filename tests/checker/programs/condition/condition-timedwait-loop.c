/* Goes on waiting, until the same time, though that has come: it polls then, and that ends when the flag changes.
 *
 * expect: ok
 */
#include <pthread.h>
#include <time.h>

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t c = PTHREAD_COND_INITIALIZER;
static int ready;

static void *waker(void *unused)
{
	pthread_mutex_lock(&m);
	ready = 1;
	pthread_cond_signal(&c);
	pthread_mutex_unlock(&m);
	return unused;
}

int main(void)
{
	struct timespec until;
	pthread_t t;

	pthread_create(&t, NULL, waker, NULL);
	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += 5;
	pthread_mutex_lock(&m);
	while (!ready)
		pthread_cond_timedwait(&c, &m, &until);
	pthread_mutex_unlock(&m);
	pthread_join(t, NULL);
	return 0;
}
