/* A reader-writer lock is initialized while it is read-locked.
 *
 * expect: misuse
 * report: pthread_rwlock_init of a reader-writer lock that is locked
 */
#include <pthread.h>

static pthread_rwlock_t l = PTHREAD_RWLOCK_INITIALIZER;

int main(void)
{
	pthread_rwlock_rdlock(&l);
	return pthread_rwlock_init(&l, NULL);
}
