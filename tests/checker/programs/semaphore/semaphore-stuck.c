/* Two wait, and only one post comes.
 *
 * expect: deadlock
 * report: which stays 0: no thread is left that would post it
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
	pthread_t a, b;

	sem_init(&s, 0, 0);
	pthread_create(&a, NULL, waiter, NULL);
	pthread_create(&b, NULL, waiter, NULL);
	sem_post(&s);
	pthread_join(a, NULL);
	pthread_join(b, NULL);
	return 0;
}
