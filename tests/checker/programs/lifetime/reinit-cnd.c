/* A C11 condition variable is initialized while a thread waits on it.
 *
 * expect: misuse
 * report: cnd_init of a condition variable
 */
#include <pthread.h>
#include <semaphore.h>
#include <threads.h>

static mtx_t c11;
static cnd_t signal11;

static sem_t said;

static void *waiter(void *unused)
{
	mtx_lock(&c11);
	sem_post(&said);
	cnd_wait(&signal11, &c11);
	mtx_unlock(&c11);
	return unused;
}

int main(void)
{
	pthread_t t;

	mtx_init(&c11, mtx_plain);
	cnd_init(&signal11);
	sem_init(&said, 0, 0);
	pthread_create(&t, NULL, waiter, NULL);
	sem_wait(&said);
	mtx_lock(&c11);
	cnd_init(&signal11);
	mtx_unlock(&c11);
	return pthread_join(t, NULL);
}
