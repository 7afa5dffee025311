/* A mutex that checks for errors answers misuse.
 *
 * expect: ok
 */
#define _GNU_SOURCE
#include <assert.h>
#include <errno.h>
#include <pthread.h>

static pthread_mutex_t m = PTHREAD_ERRORCHECK_MUTEX_INITIALIZER_NP;
static int inside;

static void *other(void *unused)
{
	assert(pthread_mutex_unlock(&m) == EPERM);
	pthread_mutex_lock(&m);
	assert(inside == 0);
	pthread_mutex_unlock(&m);
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, other, NULL);
	pthread_mutex_lock(&m);
	inside = 1;
	assert(pthread_mutex_lock(&m) == EDEADLK);
	assert(pthread_mutex_trylock(&m) == EBUSY);
	inside = 0;
	pthread_mutex_unlock(&m);
	pthread_join(t, NULL);
	return 0;
}
