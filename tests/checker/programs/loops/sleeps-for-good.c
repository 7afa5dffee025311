/* A thread that only sleeps, again and again, is shown where it does, not inside the checker.
 *
 * expect: livelock
 * report: thread poller, in poller()
 * report: usleep(1000)
 * report: runs on here
 */
#include <pthread.h>
#include <unistd.h>

static void *poller(void *unused)
{
	for (;;)
		usleep(1000);
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, poller, NULL);
	pthread_join(t, NULL);
	return 0;
}
