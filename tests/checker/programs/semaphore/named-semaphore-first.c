/* Which of two threads creates it first is explored, and only one of them does.
 *
 * expect: ok 2
 * options: -j 2
 */
#include <assert.h>
#include <fcntl.h>
#include <pthread.h>
#include <semaphore.h>

static int created[2];
static sem_t *opened[2];

static void *run(void *number)
{
	long i = (long)number;

	opened[i] = sem_open("/one", O_CREAT | O_EXCL, 0600, 0);
	created[i] = opened[i] != SEM_FAILED;
	if (!created[i])
		opened[i] = sem_open("/one", 0);
	assert(opened[i] != SEM_FAILED);
	if (created[i])
		sem_post(opened[i]);
	else
		sem_wait(opened[i]);
	return NULL;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, run, (void *)1);
	run(NULL);
	pthread_join(t, NULL);
	assert(created[0] + created[1] == 1 && opened[0] == opened[1]);
	return 0;
}
