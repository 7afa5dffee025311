/* The initial thread ends with pthread_exit and is joined. What comes after the last thread is after all of them.
 *
 * expect: ok
 */
#include <assert.h>
#include <pthread.h>
#include <stdlib.h>

static pthread_t initial;
static int x;

static void at_end(void)
{
	assert(x == 2 || x == 3);
}

static void *work(void *unused)
{
	assert(pthread_join(initial, NULL) == 0);
	assert(x++ == 1);
	return unused;
}

int main(void)
{
	pthread_t t;

	atexit(at_end);
	initial = pthread_self();
	pthread_create(&t, NULL, work, NULL);
	x = 1;
	pthread_exit(NULL);
}
