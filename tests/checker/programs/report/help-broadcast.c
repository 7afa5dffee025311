/*
 * Two threads wait for a gate, and whoever opens it signals one. Help has tried to wake both.
 *
 * options: --help-time 30
 * expect: lost-wakeup
 * report: Make the pthread_cond_signal at line 41 a pthread_cond_broadcast
 * report: Checked: with it
 * unsaid: No memory order helps
 */
#include <pthread.h>
#include <stdbool.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t opened = PTHREAD_COND_INITIALIZER, other = PTHREAD_COND_INITIALIZER;
static bool is_open;

static void *pass(void *unused)
{
	pthread_mutex_lock(&lock);
	while (!is_open)
		pthread_cond_wait(&opened, &lock);
	pthread_mutex_unlock(&lock);
	return unused;
}

static void unrelated(void)
{
	pthread_cond_signal(&other);
}

int main(void)
{
	pthread_t t[2];

	for (int i = 0; i < 2; i++)
		pthread_create(&t[i], NULL, pass, NULL);
	unrelated();
	pthread_mutex_lock(&lock);
	is_open = true;
	pthread_mutex_unlock(&lock);
	pthread_cond_signal(&opened);
	for (int i = 0; i < 2; i++)
		pthread_join(t[i], NULL);
	return 0;
}
