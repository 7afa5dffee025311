/* A spin lock.
 *
 * expect: data-race
 * report: Hold `l` at line 25 too, where `n` is written. Checked: with it, all 2 executions pass.
 */
#include <pthread.h>

static pthread_spinlock_t l;
static int n;

static void *work(void *arg)
{
	pthread_spin_lock(&l);
	n++;
	pthread_spin_unlock(&l);
	return arg;
}

int main(void)
{
	pthread_t t;

	pthread_spin_init(&l, 0);
	pthread_create(&t, NULL, work, NULL);
	n++;
	pthread_join(t, NULL);
	return n != 2;
}
