/* The same where nobody ever ends the wait: the place is the loop, not the runtime.
 *
 * expect: livelock
 * report: runs on without an atomic operation
 * report: while (!ready)
 */
#include <pthread.h>

static volatile int ready;
static int work;

static void *worker(void *p)
{
	work++;
	return p;
}

int main(void)
{
	pthread_t a;

	pthread_create(&a, NULL, worker, NULL);
	while (!ready)
		;
	pthread_join(a, NULL);
}
