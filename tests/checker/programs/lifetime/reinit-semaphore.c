/* A semaphore is initialized while a thread may wait on it.
 *
 * expect: data-race
 * report: data race on `s`
 */
#include <pthread.h>
#include <semaphore.h>

static sem_t s;

static void *waiter(void *unused)
{
	sem_wait(&s);
	return unused;
}

int main(void)
{
	pthread_t t;

	sem_init(&s, 0, 0);
	pthread_create(&t, NULL, waiter, NULL);
	return sem_init(&s, 0, 1);
}
