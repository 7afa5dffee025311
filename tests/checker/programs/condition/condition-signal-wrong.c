/* Producers and consumers wait on one condition variable: a signal meant for a producer wakes a consumer.
 *
 * expect: lost-wakeup
 * report: A signal
 * report: give each a
 * unsaid: remembers no signals
 */
#include <pthread.h>
#include <stdbool.h>

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static bool full;

static void *produce(void *unused)
{
	pthread_mutex_lock(&m);
	while (full)
		pthread_cond_wait(&changed, &m);
	full = true;
	pthread_cond_signal(&changed);
	pthread_mutex_unlock(&m);
	return unused;
}

static void *consume(void *unused)
{
	pthread_mutex_lock(&m);
	while (!full)
		pthread_cond_wait(&changed, &m);
	full = false;
	pthread_cond_signal(&changed);
	pthread_mutex_unlock(&m);
	return unused;
}

int main(void)
{
	pthread_t t[4];

	for (int i = 0; i < 4; i++)
		pthread_create(&t[i], NULL, i % 2 ? produce : consume, NULL);
	for (int i = 0; i < 4; i++)
		pthread_join(t[i], NULL);
	return 0;
}
