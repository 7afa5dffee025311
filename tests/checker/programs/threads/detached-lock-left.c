/* A detached thread that waits for a lock whose owner has ended waits for nothing that could come.
 *
 * expect: deadlock
 */
#include <pthread.h>

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;

static void *forgets(void *unused)
{
	pthread_mutex_lock(&m);
	return unused;
}

int main(void)
{
	pthread_t t;

	for (int i = 0; i < 2; i++) {
		pthread_create(&t, NULL, forgets, NULL);
		pthread_detach(t);
	}
	return 0;
}
