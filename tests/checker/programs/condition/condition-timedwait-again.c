/* A loop that always waits for another while has no last turn: that it was cut is said.
 *
 * expect: incomplete
 * report: no call was made to time out more than 3 times in a row
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
	pthread_mutex_lock(&m);
	while (!ready) {
		clock_gettime(CLOCK_REALTIME, &until);
		until.tv_sec++;
		pthread_cond_timedwait(&c, &m, &until);
	}
	pthread_mutex_unlock(&m);
	pthread_join(t, NULL);
	return 0;
}
