/* A semaphore is destroyed while a thread waits on it, which says before that it is about to.
 *
 * expect: misuse
 * report: sem_destroy of a semaphore
 */
#include <pthread.h>
#include <semaphore.h>

static sem_t s, said;

static void *waiter(void *unused)
{
	sem_post(&said);
	sem_wait(&s);
	return unused;
}

int main(void)
{
	pthread_t t;

	sem_init(&s, 0, 0);
	sem_init(&said, 0, 0);
	pthread_create(&t, NULL, waiter, NULL);
	sem_wait(&said);
	return sem_destroy(&s);
}
