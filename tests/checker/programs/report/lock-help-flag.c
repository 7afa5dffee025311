/* The flag is changed without the mutex that who waits has locked when it looks at it: with that, no wake-up is lost.
 *
 * expect: lost-wakeup
 * report: Hold `m` at line 28 too, where `ready` is written. Checked: with it, all
 * unsaid: Change `ready`
 */
#include <pthread.h>
#include <stdatomic.h>

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t c = PTHREAD_COND_INITIALIZER;
static atomic_int ready;

static void *work(void *arg)
{
	pthread_mutex_lock(&m);
	while (!ready)
		pthread_cond_wait(&c, &m);
	pthread_mutex_unlock(&m);
	return arg;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, work, NULL);
	ready = 1;
	pthread_cond_signal(&c);
	pthread_join(t, NULL);
}
