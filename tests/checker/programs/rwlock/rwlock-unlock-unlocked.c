/* A reader-writer lock is unlocked that nobody has locked.
 *
 * expect: misuse
 * report: pthread_rwlock_unlock of a reader-writer lock that is not locked
 */
#include <pthread.h>

static pthread_rwlock_t l = PTHREAD_RWLOCK_INITIALIZER;

int main(void)
{
	return pthread_rwlock_unlock(&l);
}
