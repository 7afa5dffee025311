/* A thread joins itself.
 *
 * expect: deadlock
 * report: run waits for itself to end
 */
#include <pthread.h>

static pthread_t t[3];

static void *run(void *p)
{
	pthread_join(pthread_self(), NULL);
	return p;
}
int main(void)
{
	pthread_create(&t[0], NULL, run, NULL);
	pthread_join(t[0], NULL);
}
