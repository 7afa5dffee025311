/* A mutex is locked that was destroyed.
 *
 * expect: misuse
 * report: use of a mutex that was destroyed
 */
#include <pthread.h>

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;

int main(void)
{
	pthread_mutex_destroy(&m);
	return pthread_mutex_lock(&m);
}
