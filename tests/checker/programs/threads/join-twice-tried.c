/* A thread that was joined is tried to be joined again.
 *
 * expect: misuse
 * report: pthread_tryjoin_np of a thread that was already joined
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
	return pthread_tryjoin_np(t, NULL);
}
