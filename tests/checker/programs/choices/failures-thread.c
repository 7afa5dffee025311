/* Whether there is a thread to be joined is not checked.
 *
 * expect: misuse
 * options: --thread-failures
 * report: pthread_create returns EAGAIN (made to fail)
 */
#include <pthread.h>

static void *work(void *arg)
{
	return arg;
}

int main(void)
{
	static pthread_t t;

	pthread_create(&t, NULL, work, NULL);
	pthread_join(t, NULL);
	return 0;
}
