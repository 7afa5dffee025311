/* A mutex that is const cannot be locked.
 *
 * expect: crash
 * report: an atomic write to memory that is read-only
 */
#include <pthread.h>

static const pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;

int main(void)
{
	return pthread_mutex_lock((pthread_mutex_t *)&m);
}
