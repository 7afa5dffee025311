/* A wait with a time limit gets the post, or finds that the time is up; a loop that tries is a waiting loop.
 *
 * expect: ok
 */
#define _GNU_SOURCE
#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <time.h>

static sem_t s;

static void *poster(void *unused)
{
	sem_post(&s);
	return unused;
}

int main(void)
{
	struct timespec until;
	pthread_t t;

	sem_init(&s, 0, 0);
	pthread_create(&t, NULL, poster, NULL);
	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec++;
	if (sem_timedwait(&s, &until)) {
		assert(errno == ETIMEDOUT);
		clock_gettime(CLOCK_MONOTONIC, &until);
		assert(until.tv_sec >= 1001);
		while (sem_clockwait(&s, CLOCK_MONOTONIC, &until))
			continue;
	}
	pthread_join(t, NULL);
	assert(sem_trywait(&s) && errno == EAGAIN);
	return 0;
}
