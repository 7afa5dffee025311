/* Cancellation is not modelled, and that is said.
 *
 * expect: unsupported
 * report: pthread_cancel
 */
#include <pthread.h>

static void *run(void *unused)
{
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, run, NULL);
	pthread_cancel(t);
	return pthread_join(t, NULL);
}
