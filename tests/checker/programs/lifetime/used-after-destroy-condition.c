/* A condition variable is signalled that was destroyed.
 *
 * expect: misuse
 * report: use of a condition variable that was destroyed
 */
#include <pthread.h>

static pthread_cond_t c = PTHREAD_COND_INITIALIZER;

int main(void)
{
	pthread_cond_destroy(&c);
	return pthread_cond_signal(&c);
}
