/* main itself waits for a lock that a thread has taken which has ended: that is an error however main returns.
 *
 * expect: deadlock
 * options: --main-returns=exit
 */
#include <pthread.h>

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;

static void *work(void *unused)
{
	pthread_mutex_lock(&m);
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, work, NULL);
	pthread_join(t, NULL);
	pthread_mutex_lock(&m);
	return 0;
}
