/* Two threads wait on a condition variable at the same time, each with its own mutex.
 *
 * expect: misuse
 * report: another thread waits on with another mutex
 */
#include <pthread.h>

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER, other = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t c = PTHREAD_COND_INITIALIZER;

static void *waiter(void *mutex)
{
	pthread_mutex_lock(mutex);
	pthread_cond_wait(&c, mutex);
	pthread_mutex_unlock(mutex);
	return NULL;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, waiter, &other);
	waiter(&m);
	return pthread_join(t, NULL);
}
