/* Where nobody holds a lock, none is proposed.
 *
 * expect: data-race
 * unsaid: note  Hold
 * unsaid: holds no lock
 */
#include <pthread.h>

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static int counter, other;

static void *count(void *unused)
{
	pthread_mutex_lock(&m);
	other++;
	pthread_mutex_unlock(&m);
	counter++;
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, count, NULL);
	count(NULL);
	pthread_join(t, NULL);
	return 0;
}
