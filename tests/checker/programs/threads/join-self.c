/* A thread that joins itself is told that it would wait for ever.
 *
 * expect: ok 1
 */
#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <threads.h>

static pthread_t t[3];

static void *run(void *p)
{
	assert(pthread_join(pthread_self(), NULL) == EDEADLK);
	assert(thrd_join(thrd_current(), NULL) == thrd_error);
	return p;
}
int main(void)
{
	pthread_create(&t[0], NULL, run, NULL);
	pthread_join(t[0], NULL);
}
