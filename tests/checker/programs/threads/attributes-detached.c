/* A thread that was made detached is joined.
 *
 * expect: misuse
 * report: pthread_join of a thread that was already detached
 */
#include <pthread.h>

static void *run(void *unused)
{
	return unused;
}

int main(void)
{
	pthread_attr_t a;
	pthread_t t;

	pthread_attr_init(&a);
	pthread_attr_setdetachstate(&a, PTHREAD_CREATE_DETACHED);
	pthread_create(&t, &a, run, NULL);
	return pthread_join(t, NULL);
}
