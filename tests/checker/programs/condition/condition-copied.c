/* A condition variable was used, and then its copy is; its mutex was, too.
 *
 * expect: misuse
 * report: use of a copy of a condition variable
 */
#include <pthread.h>

static pthread_cond_t c = PTHREAD_COND_INITIALIZER, copy;

int main(void)
{
	pthread_cond_signal(&c);
	copy = c;
	pthread_cond_broadcast(&copy);
	return 0;
}
