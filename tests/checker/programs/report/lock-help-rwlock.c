/* How a reader-writer lock is to be held depends on what is done.
 *
 * expect: data-race
 * report: Read-lock `l` at lines 25 and 26, and write-lock `l` at line 27 too. Checked: with all of them, all
 */
#include <pthread.h>

static pthread_rwlock_t l = PTHREAD_RWLOCK_INITIALIZER;
static int count, version;

static void *work(void *arg)
{
	pthread_rwlock_wrlock(&l);
	count = 1;
	version++;
	pthread_rwlock_unlock(&l);
	return arg;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, work, NULL);
	int v = version;
	int n = count;
	version = 7;
	pthread_join(t, NULL);
	return v + n < 0;
}
