/* Looks at the clock in every turn of a loop that waits under a mutex, when the time that it waited for is over.
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
	struct timespec until, now;
	long waited = 0;
	pthread_t t;

	pthread_create(&t, NULL, waker, NULL);
	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += 5;
	pthread_mutex_lock(&m);
	while (!ready) {
		pthread_cond_timedwait(&c, &m, &until);
		clock_gettime(CLOCK_REALTIME, &now);
		waited = now.tv_sec - until.tv_sec;
	}
	pthread_mutex_unlock(&m);
	pthread_join(t, NULL);
	return waited > 1 << 30;
}
