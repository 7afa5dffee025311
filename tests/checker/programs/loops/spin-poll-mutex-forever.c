/* Nobody will ever have something to do for a thread that asks under a mutex.
 *
 * expect: livelock
 */
#include <pthread.h>

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
int items;

int main(void)
{
	int n = 0;

	while (!n) {
		pthread_mutex_lock(&m);
		n = items;
		pthread_mutex_unlock(&m);
	}
	return 0;
}
