/* Two readers that both want to write wait for each other.
 *
 * expect: deadlock
 * report: each wait for a lock that the other holds
 */
#include <pthread.h>

static pthread_rwlock_t l = PTHREAD_RWLOCK_INITIALIZER;

static void *upgrade(void *unused)
{
	pthread_rwlock_rdlock(&l);
	pthread_rwlock_wrlock(&l);
	pthread_rwlock_unlock(&l);
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, upgrade, NULL);
	upgrade(NULL);
	pthread_join(t, NULL);
	return 0;
}
