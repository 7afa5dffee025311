/* A condition variable is initialized while a thread waits on it.
 *
 * expect: misuse
 * report: pthread_cond_init of a condition variable
 */
#include <pthread.h>
#include <semaphore.h>

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t c = PTHREAD_COND_INITIALIZER;

static sem_t said;

static void *waiter(void *unused)
{
	pthread_mutex_lock(&m);
	sem_post(&said);
	pthread_cond_wait(&c, &m);
	pthread_mutex_unlock(&m);
	return unused;
}

int main(void)
{
	pthread_t t;

	sem_init(&said, 0, 0);
	pthread_create(&t, NULL, waiter, NULL);
	sem_wait(&said);
	pthread_mutex_lock(&m);
	pthread_cond_init(&c, NULL);
	pthread_mutex_unlock(&m);
	return pthread_join(t, NULL);
}
