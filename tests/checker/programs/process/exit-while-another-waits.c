/* The process ends while a thread waits for a mutex; that one could have had it first.
 *
 * expect: assertion
 */
#include <assert.h>
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static int late;

static void *waits(void *unused)
{
	pthread_mutex_lock(&m);
	assert(late);
	pthread_mutex_unlock(&m);
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, waits, NULL);
	pthread_detach(t);
	pthread_mutex_lock(&m);
	late = 1;
	_exit(0);
}
