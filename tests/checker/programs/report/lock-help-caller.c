/* The access is in a function that is called with the lock held and without: the lock is missing where it is called, and
 * cannot be taken in it.
 *
 * expect: data-race
 * report: Hold `m` at line 30 too. Checked: with it, all 2 executions pass.
 */
#include <pthread.h>

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static int n;

static void bump(void)
{
	n++;
}

static void *work(void *arg)
{
	pthread_mutex_lock(&m);
	bump();
	pthread_mutex_unlock(&m);
	return arg;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, work, NULL);
	bump();
	pthread_join(t, NULL);
	return n != 2;
}
