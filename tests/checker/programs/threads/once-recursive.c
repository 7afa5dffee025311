/* A function that is to run once waits for itself.
 *
 * expect: deadlock
 */
#include <pthread.h>

static pthread_once_t once = PTHREAD_ONCE_INIT;

static void run(void)
{
	pthread_once(&once, run);
}

int main(void)
{
	return pthread_once(&once, run);
}
