/* A recursive mutex is free when it has been unlocked as often as it was locked.
 *
 * expect: ok 2
 */
#define _GNU_SOURCE
#include <assert.h>
#include <errno.h>
#include <pthread.h>

static pthread_mutex_t m;
static int inside;

static void work(void)
{
	pthread_mutex_lock(&m);
	assert(!pthread_mutex_trylock(&m));
	pthread_mutex_unlock(&m);
	assert(inside++ == 0);
	inside--;
	pthread_mutex_unlock(&m);
}

static void *other(void *unused)
{
	assert(pthread_mutex_unlock(&m) == EPERM);
	work();
	return unused;
}

int main(void)
{
	pthread_mutexattr_t a;
	pthread_t t;

	pthread_mutexattr_init(&a);
	pthread_mutexattr_settype(&a, PTHREAD_MUTEX_RECURSIVE);
	pthread_mutex_init(&m, &a);
	pthread_create(&t, NULL, other, NULL);
	work();
	pthread_join(t, NULL);
	return 0;
}
