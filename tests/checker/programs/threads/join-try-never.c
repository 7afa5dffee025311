/* It tries for ever, because the thread waits for a lock that the loop's thread holds.
 *
 * expect: deadlock
 */
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;

static void *run(void *unused)
{
	pthread_mutex_lock(&m);
	pthread_mutex_unlock(&m);
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_mutex_lock(&m);
	pthread_create(&t, NULL, run, NULL);
	while (pthread_tryjoin_np(t, NULL) == EBUSY)
		;
	pthread_mutex_unlock(&m);
	return 0;
}
