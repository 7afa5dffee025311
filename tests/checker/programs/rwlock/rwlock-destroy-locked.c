/* A reader-writer lock that is destroyed while it is read.
 *
 * expect: misuse
 * report: pthread_rwlock_destroy of a reader-writer lock that is locked
 */
#include <pthread.h>

static pthread_rwlock_t l = PTHREAD_RWLOCK_INITIALIZER;

int main(void)
{
	pthread_rwlock_rdlock(&l);
	pthread_rwlock_destroy(&l);
	return 0;
}
