/* As steps-worker.c: what it comes to after three turns is found by default.
 *
 * expect: assertion
 */
#include <assert.h>
#include <pthread.h>

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER, d = PTHREAD_MUTEX_INITIALIZER;
static int stop, done;

static void *work(void *unused)
{
	for (;;) {
		pthread_mutex_lock(&m);
		int now = stop;
		pthread_mutex_unlock(&m);
		if (now)
			return unused;
		pthread_mutex_lock(&d);
		done++;
		pthread_mutex_unlock(&d);
	}
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, work, NULL);
	pthread_mutex_lock(&m);
	stop = 1;
	pthread_mutex_unlock(&m);
	pthread_join(t, NULL);
	assert(done != 3);
	return 0;
}
