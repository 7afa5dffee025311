/* A mutex that is destroyed while it is locked.
 *
 * expect: misuse
 * report: pthread_mutex_destroy of a mutex that is locked
 */
#include <pthread.h>

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;

int main(void)
{
	pthread_mutex_lock(&m);
	pthread_mutex_destroy(&m);
	return 0;
}
