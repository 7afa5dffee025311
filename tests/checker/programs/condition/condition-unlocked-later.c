/* Whoever stops the worker has locked the mutex before, for something else, but not to change what the worker looks at.
 *
 * expect: lost-wakeup
 * report: worker looks at `running`
 * report: main has not locked `m`
 * report: Hold `m` at line 40 too, where `running` is written. Checked: with it, all
 * unsaid: remembers no signals
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static atomic_bool running = true;
static int tasks;

static void *worker(void *unused)
{
	pthread_mutex_lock(&m);
	while (running) {
		if (tasks > 0)
			tasks--;
		else
			pthread_cond_wait(&changed, &m);
	}
	pthread_mutex_unlock(&m);
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, worker, NULL);
	pthread_mutex_lock(&m);
	tasks++;
	pthread_mutex_unlock(&m);
	pthread_cond_signal(&changed);
	running = false;
	pthread_cond_broadcast(&changed);
	pthread_join(t, NULL);
	return 0;
}
