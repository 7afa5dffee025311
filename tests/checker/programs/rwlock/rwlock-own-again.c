/* A thread that writes wants to read.
 *
 * expect: deadlock
 * report: waits for
 */
#include <pthread.h>

static pthread_rwlock_t l = PTHREAD_RWLOCK_INITIALIZER;

int main(void)
{
	pthread_rwlock_wrlock(&l);
	pthread_rwlock_rdlock(&l);
	return 0;
}
