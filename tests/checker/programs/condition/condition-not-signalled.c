/* The last of the workers changes what main waits for, and tells nobody. main does look before it waits.
 *
 * expect: lost-wakeup
 * report: Nothing signals `idle` in this execution
 * report: main looks at `busy`
 * report: let worker #
 * unsaid: remembers no signals
 * unsaid: has not locked
 */
#include <pthread.h>

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t idle = PTHREAD_COND_INITIALIZER;
static int busy = 2, quit;

static void *worker(void *unused)
{
	pthread_mutex_lock(&m);
	busy--;
	if (quit)
		pthread_cond_signal(&idle);
	pthread_mutex_unlock(&m);
	return unused;
}

int main(void)
{
	pthread_t t[2];

	for (int i = 0; i < 2; i++)
		pthread_create(&t[i], NULL, worker, NULL);
	pthread_mutex_lock(&m);
	while (busy)
		pthread_cond_wait(&idle, &m);
	pthread_mutex_unlock(&m);
	for (int i = 0; i < 2; i++)
		pthread_join(t[i], NULL);
	return 0;
}
