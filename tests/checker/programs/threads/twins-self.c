/* Threads that run the same are told apart by their numbers.
 *
 * expect: assertion
 */
#include <assert.h>
#include <pthread.h>

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static pthread_t first;
static int taken;

static void *draw(void *unused)
{
	pthread_mutex_lock(&m);
	if (!taken)
		first = pthread_self();
	taken = 1;
	pthread_mutex_unlock(&m);
	return unused;
}

int main(void)
{
	pthread_t a, b;

	pthread_create(&a, NULL, draw, NULL);
	pthread_create(&b, NULL, draw, NULL);
	pthread_join(a, NULL);
	pthread_join(b, NULL);
	assert(pthread_equal(first, a));
	return 0;
}
