/* A thread that does not join the initial one before it uses what that has written.
 *
 * expect: data-race
 */
#include <assert.h>
#include <pthread.h>

static pthread_t initial;
int x;

static void *work(void *unused)
{
	x = 2;
	assert(pthread_join(initial, NULL) == 0);
	return unused;
}

int main(void)
{
	pthread_t t;

	initial = pthread_self();
	pthread_create(&t, NULL, work, NULL);
	x = 1;
	pthread_exit(NULL);
}
