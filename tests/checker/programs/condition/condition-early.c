/* The signal comes before the wait, and nothing says that it came.
 *
 * expect: lost-wakeup
 * report: waiter sleeps, and no thread is left to wake it
 * report: wakes no thread: none waits yet
 * report: A condition variable remembers no signals, and between line
 * report: Let waiter wait only while what it waits for has not happened
 * unsaid: wakes only one
 */
#include <pthread.h>

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t c = PTHREAD_COND_INITIALIZER;

static void *waiter(void *unused)
{
	pthread_mutex_lock(&m);
	pthread_cond_wait(&c, &m);
	pthread_mutex_unlock(&m);
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, waiter, NULL);
	pthread_mutex_lock(&m);
	pthread_cond_signal(&c);
	pthread_mutex_unlock(&m);
	pthread_join(t, NULL);
	return 0;
}
