/* A thread ends with a robust mutex locked: whoever locks it next is told, once, and repairs what it guards.
 *
 * expect: ok 2
 */
#define _GNU_SOURCE
#include <assert.h>
#include <errno.h>
#include <pthread.h>

static pthread_mutex_t m, other;
static int half_done;

static void *dies(void *unused)
{
	pthread_mutex_lock(&other);
	int error = pthread_mutex_lock(&m);
	assert(!error);
	half_done = 1;
	pthread_mutex_unlock(&other);
	return unused;
}

int main(void)
{
	pthread_mutexattr_t a;
	pthread_t t;

	pthread_mutexattr_init(&a);
	pthread_mutexattr_setrobust(&a, PTHREAD_MUTEX_ROBUST);
	pthread_mutex_init(&m, &a);
	pthread_mutex_init(&other, &a);
	assert(pthread_mutex_unlock(&m) == EPERM && pthread_mutex_consistent(&m) == EINVAL);
	pthread_create(&t, NULL, dies, NULL);
	int error = pthread_mutex_lock(&m);
	if (error) {
		assert(error == EOWNERDEAD && half_done);
		assert(!pthread_mutex_consistent(&m));
	}
	pthread_mutex_unlock(&m);
	pthread_join(t, NULL);
	assert(pthread_mutex_trylock(&m) == (error ? 0 : EOWNERDEAD));
	assert(!pthread_mutex_trylock(&other));
	return 0;
}
