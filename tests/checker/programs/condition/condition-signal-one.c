/* A signal wakes only one of two.
 *
 * expect: lost-wakeup
 * report: and no thread is left to wake it
 * report: wakes waiter #
 * report: A signal wakes only
 * report: Make the pthread_cond_signal at line 36 a pthread_cond_broadcast. Checked: with it, all
 * unsaid: remembers no signals
 * unsaid: has not locked
 */
#include <pthread.h>

static pthread_mutex_t m;
static pthread_cond_t c;
static int ready;

static void *waiter(void *unused)
{
	pthread_mutex_lock(&m);
	while (!ready)
		pthread_cond_wait(&c, &m);
	pthread_mutex_unlock(&m);
	return unused;
}

int main(void)
{
	pthread_t a, b;

	pthread_mutex_init(&m, NULL);
	pthread_cond_init(&c, NULL);
	pthread_create(&a, NULL, waiter, NULL);
	pthread_create(&b, NULL, waiter, NULL);
	pthread_mutex_lock(&m);
	ready = 1;
	pthread_cond_signal(&c);
	pthread_mutex_unlock(&m);
	pthread_join(a, NULL);
	pthread_join(b, NULL);
	return 0;
}
