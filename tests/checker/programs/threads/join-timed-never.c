/* The thread never ends, and that is no error of a call that does not wait for ever. What comes after it is one.
 *
 * expect: assertion
 * report: time is up
 */
#define _GNU_SOURCE
#include <assert.h>
#include <pthread.h>
#include <semaphore.h>
#include <time.h>

static sem_t s;

static void *run(void *unused)
{
	sem_wait(&s);
	return unused;
}

int main(void)
{
	struct timespec until;
	pthread_t t;

	sem_init(&s, 0, 0);
	pthread_create(&t, NULL, run, NULL);
	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec++;
	assert(!pthread_timedjoin_np(t, NULL, &until));
	return 0;
}
