/* A thread that waits for good is told of, rather than the status of the main that leaves it behind.
 *
 * expect: deadlock
 */
#include <pthread.h>

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;

static void *twice(void *unused)
{
	pthread_mutex_lock(&m);
	pthread_mutex_lock(&m);
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, twice, NULL);
	return 1;
}
