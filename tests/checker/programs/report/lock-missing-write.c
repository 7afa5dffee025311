/* The lock has to be taken for writing there: it is written.
 *
 * expect: data-race
 * options: --no-help
 * report: note  Write-lock `l` at line 27 too.
 * unsaid: Two different locks
 */
#include <pthread.h>

static pthread_rwlock_t l = PTHREAD_RWLOCK_INITIALIZER;
static int entries;

static void *look_up(void *unused)
{
	pthread_rwlock_rdlock(&l);
	int n = entries;
	pthread_rwlock_unlock(&l);
	return n ? unused : NULL;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, look_up, NULL);
	/* "I am the only one who writes" */
	entries = 1;
	pthread_join(t, NULL);
	return 0;
}
