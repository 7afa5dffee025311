/* A barrier that is destroyed while a thread waits at it.
 *
 * expect: misuse
 * report: use of a barrier that was destroyed
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
	pthread_barrier_init(&b, NULL, 2);
	pthread_t t;
	pthread_create(&t, NULL, worker, NULL);
	pthread_barrier_destroy(&b);
	return 0;
}
