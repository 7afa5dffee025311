/* The initial thread does not end when main returns: joining it is in vain.
 *
 * expect: deadlock
 */
#include <pthread.h>

static pthread_t initial;

static void *work(void *unused)
{
	pthread_join(initial, NULL);
	return unused;
}

int main(void)
{
	pthread_t t;

	initial = pthread_self();
	pthread_create(&t, NULL, work, NULL);
	return 0;
}
