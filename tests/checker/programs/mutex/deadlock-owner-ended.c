/* A thread ends without unlocking.
 *
 * expect: deadlock
 * report: run waits for a lock that forget held when it ended
 * report: and never unlocked: it has ended
 */
#include <pthread.h>

static pthread_mutex_t a = PTHREAD_MUTEX_INITIALIZER;
static pthread_t t[3];

static void *forget(void *p)
{
	pthread_mutex_lock(&a);
	return p;
}
static void *run(void *p)
{
	pthread_mutex_lock(&a);
	pthread_mutex_unlock(&a);
	return p;
}
int main(void)
{
	pthread_create(&t[0], NULL, forget, NULL);
	pthread_join(t[0], NULL);
	pthread_create(&t[1], NULL, run, NULL);
	pthread_join(t[1], NULL);
}
