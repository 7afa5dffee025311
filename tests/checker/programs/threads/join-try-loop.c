/* A loop that tries until the thread has ended: its turns are all alike, and nothing is cut.
 *
 * expect: ok
 */
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <unistd.h>

static void *run(void *unused)
{
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, run, NULL);
	while (pthread_tryjoin_np(t, NULL) == EBUSY)
		usleep(100);
	return 0;
}
