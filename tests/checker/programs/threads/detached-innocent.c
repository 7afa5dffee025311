/* What is wrong is the thread that nobody has joined or detached: the other one is not counted in.
 *
 * expect: deadlock
 */
#include <pthread.h>

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER, taken = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t c = PTHREAD_COND_INITIALIZER;

static void *waiter(void *unused)
{
	pthread_mutex_lock(&m);
	for (;;)
		pthread_cond_wait(&c, &m);
	return unused;
}

static void *locker(void *unused)
{
	pthread_mutex_lock(&taken);
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_mutex_lock(&taken);
	pthread_create(&t, NULL, waiter, NULL);
	pthread_detach(t);
	pthread_create(&t, NULL, locker, NULL);
	return 0;
}
