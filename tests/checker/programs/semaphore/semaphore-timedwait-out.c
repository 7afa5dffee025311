/* The time may be up before the post comes.
 *
 * expect: assertion
 * report: time is up here
 */
#include <assert.h>
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
	assert(!sem_timedwait(&s, &until));
	return 0;
}
