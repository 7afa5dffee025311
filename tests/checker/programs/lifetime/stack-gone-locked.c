/* A mutex of a thread that has ended is locked.
 *
 * expect: use-after-free
 * report: the thread whose local variable this was has ended
 */
#include <pthread.h>

static pthread_mutex_t *place;

static void *owns(void *unused)
{
	pthread_mutex_t own;

	pthread_mutex_init(&own, NULL);
	place = &own;
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, owns, NULL);
	pthread_join(t, NULL);
	pthread_mutex_lock(place);
	return 0;
}
