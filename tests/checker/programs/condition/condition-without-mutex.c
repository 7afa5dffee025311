/* A wait with a mutex that nobody has locked.
 *
 * expect: misuse
 * report: pthread_cond_wait with a mutex that is not locked
 */
#include <pthread.h>

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t c = PTHREAD_COND_INITIALIZER;

int main(void)
{
	pthread_cond_wait(&c, &m);
	return 0;
}
