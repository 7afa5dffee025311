/* A robust mutex that is unlocked without having been repaired is of no use to anybody any more.
 *
 * expect: ok 1
 */
#define _GNU_SOURCE
#include <assert.h>
#include <errno.h>
#include <pthread.h>

static pthread_mutex_t m;

static void *dies(void *unused)
{
	pthread_mutex_lock(&m);
	return unused;
}

int main(void)
{
	pthread_mutexattr_t a;
	pthread_t t;

	pthread_mutexattr_init(&a);
	pthread_mutexattr_setrobust(&a, PTHREAD_MUTEX_ROBUST);
	pthread_mutex_init(&m, &a);
	pthread_create(&t, NULL, dies, NULL);
	pthread_join(t, NULL);
	assert(pthread_mutex_lock(&m) == EOWNERDEAD);
	assert(pthread_mutex_trylock(&m) == EBUSY);
	assert(!pthread_mutex_unlock(&m));
	assert(pthread_mutex_lock(&m) == ENOTRECOVERABLE && pthread_mutex_trylock(&m) == ENOTRECOVERABLE);
	return 0;
}
