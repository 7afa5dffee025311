/* The flag changes without the mutex: the signal comes between the look at it and the wait.
 *
 * expect: lost-wakeup
 * options: --no-help
 * report: waiter looks at `ready`
 * report: main has not locked `m`
 * report: Change `ready` with `m` locked
 */
#include <pthread.h>
#include <stdatomic.h>

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t c = PTHREAD_COND_INITIALIZER;
static atomic_int ready;

static void *waiter(void *unused)
{
	pthread_mutex_lock(&m);
	while (!atomic_load(&ready))
		pthread_cond_wait(&c, &m);
	pthread_mutex_unlock(&m);
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, waiter, NULL);
	atomic_store(&ready, 1);
	pthread_cond_signal(&c);
	pthread_join(t, NULL);
	return 0;
}
