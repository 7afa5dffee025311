/* The owner of a lock waits in a loop for what only the thread that waits for the lock would do.
 *
 * expect: deadlock
 * report: setter waits for a lock that holder holds, and holder waits too
 */
#include <pthread.h>
#include <stdatomic.h>

static pthread_mutex_t a = PTHREAD_MUTEX_INITIALIZER;
static pthread_t t[3];

static atomic_int go;
static void *holder(void *p)
{
	pthread_mutex_lock(&a);
	while (!atomic_load(&go))
		;
	pthread_mutex_unlock(&a);
	return p;
}
static void *setter(void *p)
{
	pthread_mutex_lock(&a);
	atomic_store(&go, 1);
	pthread_mutex_unlock(&a);
	return p;
}
int main(void)
{
	pthread_create(&t[0], NULL, holder, NULL);
	pthread_create(&t[1], NULL, setter, NULL);
	for (int i = 0; i < 2; i++)
		pthread_join(t[i], NULL);
}
