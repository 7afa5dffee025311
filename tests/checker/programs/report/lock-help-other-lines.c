/* What comes on other lines is not under the lock that is tried: `b` would be wrong, though it comes right after `a`.
 *
 * expect: data-race
 * report: Hold `m` at lines 25 and 26 too. Checked: with both, all
 */
#include <pthread.h>

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static int a, b;

static void *work(void *arg)
{
	pthread_mutex_lock(&m);
	a++;
	b++;
	pthread_mutex_unlock(&m);
	return arg;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, work, NULL);
	a++;
	b++;
	pthread_join(t, NULL);
	return a != 2 || b != 2;
}
