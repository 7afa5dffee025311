/* A mutex is initialized while it is locked.
 *
 * expect: misuse
 * report: pthread_mutex_init of a mutex that is locked
 */
#include <pthread.h>

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;

int main(void)
{
	pthread_mutex_lock(&m);
	return pthread_mutex_init(&m, NULL);
}
