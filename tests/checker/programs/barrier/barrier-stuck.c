/* A barrier for three, to which two come.
 *
 * expect: deadlock
 * report: waits at line 12 for others to arrive at `b`
 */
#include <pthread.h>

static pthread_barrier_t b;

static void *worker(void *unused)
{
	pthread_barrier_wait(&b);
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_barrier_init(&b, NULL, 3);
	pthread_create(&t, NULL, worker, NULL);
	worker(NULL);
	pthread_join(t, NULL);
	return 0;
}
