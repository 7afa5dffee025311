/* A thread waits for a lock that main holds while it waits for the thread.
 *
 * expect: deadlock
 * report: run waits for a lock that main holds and main waits for run to end
 */
#include <pthread.h>

static pthread_mutex_t a = PTHREAD_MUTEX_INITIALIZER;
static pthread_t t[3];

static void *run(void *p)
{
	pthread_mutex_lock(&a);
	pthread_mutex_unlock(&a);
	return p;
}
int main(void)
{
	pthread_mutex_lock(&a);
	pthread_create(&t[0], NULL, run, NULL);
	pthread_join(t[0], NULL);
	pthread_mutex_unlock(&a);
}
