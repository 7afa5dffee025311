/* A thread that an exit handler wakes runs on, also when the program calls exit.
 *
 * expect: assertion
 */
#include <assert.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdlib.h>

static sem_t s;

static void wake(void)
{
	sem_post(&s);
}

static void *wait(void *unused)
{
	sem_wait(&s);
	assert(!"woken");
	return unused;
}

int main(void)
{
	pthread_t t;

	sem_init(&s, 0, 0);
	atexit(wake);
	pthread_create(&t, NULL, wait, NULL);
	exit(0);
}
