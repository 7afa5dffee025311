/* A wait with a time limit: it ends by a signal, or by itself when the time has come, and is not lost either way.
 *
 * expect: ok 6
 */
#include <assert.h>
#include <errno.h>
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
	pthread_t t;

	pthread_create(&t, NULL, waker, NULL);
	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += 5;
	pthread_mutex_lock(&m);
	while (!ready)
		if (pthread_cond_timedwait(&c, &m, &until) == ETIMEDOUT) {
			clock_gettime(CLOCK_REALTIME, &now);
			assert(now.tv_sec >= until.tv_sec);
			assert(pthread_cond_timedwait(&c, &m, &until) == ETIMEDOUT);
			break;
		}
	pthread_mutex_unlock(&m);
	pthread_join(t, NULL);
	return 0;
}
