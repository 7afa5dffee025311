/* Signals are not modelled, and that is said.
 *
 * expect: unsupported
 * report: pthread_kill with a signal
 */
#include <pthread.h>
#include <signal.h>

static void *run(void *unused)
{
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, run, NULL);
	pthread_kill(t, SIGUSR1);
	return pthread_join(t, NULL);
}
