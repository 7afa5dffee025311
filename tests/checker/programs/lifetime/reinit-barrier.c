/* A barrier is initialized while a thread waits at it.
 *
 * expect: data-race
 * report: data race on `b`
 */
#include <pthread.h>
#include <semaphore.h>

static pthread_barrier_t b;

static sem_t said;

static void *waiter(void *unused)
{
	sem_post(&said);
	pthread_barrier_wait(&b);
	return unused;
}

int main(void)
{
	pthread_t t;

	sem_init(&said, 0, 0);
	pthread_barrier_init(&b, NULL, 3);
	pthread_create(&t, NULL, waiter, NULL);
	sem_wait(&said);
	return pthread_barrier_init(&b, NULL, 2);
}
