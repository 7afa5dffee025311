/* A thread that was detached is detached again.
 *
 * expect: misuse
 * report: pthread_detach of a thread that was already detached
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
	pthread_detach(t);
	return pthread_detach(t);
}
