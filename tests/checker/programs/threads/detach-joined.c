/* A thread that was joined is detached.
 *
 * expect: misuse
 * report: pthread_detach of a thread that was already joined
 */
#define _GNU_SOURCE
#include <pthread.h>

static void *run(void *unused)
{
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, run, NULL);
	pthread_join(t, NULL);
	return pthread_detach(t);
}
