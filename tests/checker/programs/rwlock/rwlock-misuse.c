/* A reader-writer lock that others read is unlocked.
 *
 * expect: misuse
 * report: pthread_rwlock_unlock of a reader-writer lock that other threads have locked
 */
#include <pthread.h>

static pthread_rwlock_t l = PTHREAD_RWLOCK_INITIALIZER;

static void *other(void *unused)
{
	pthread_rwlock_unlock(&l);
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_rwlock_rdlock(&l);
	pthread_create(&t, NULL, other, NULL);
	pthread_join(t, NULL);
	return 0;
}
