/* A reader-writer lock is destroyed twice.
 *
 * expect: misuse
 * report: use of a reader-writer lock that was destroyed
 */
#include <pthread.h>

static pthread_rwlock_t l = PTHREAD_RWLOCK_INITIALIZER;

int main(void)
{
	pthread_rwlock_destroy(&l);
	return pthread_rwlock_destroy(&l);
}
