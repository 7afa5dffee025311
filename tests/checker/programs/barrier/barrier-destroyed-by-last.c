/* The thread that a barrier tells to be the last may destroy it at once, while the others are still on their way out.
 *
 * expect: ok
 */
#include <pthread.h>

static pthread_barrier_t barrier;

static void *meet(void *arg)
{
	if (pthread_barrier_wait(&barrier) == PTHREAD_BARRIER_SERIAL_THREAD)
		pthread_barrier_destroy(&barrier);
	return arg;
}

int main(void)
{
	pthread_t threads[2];

	pthread_barrier_init(&barrier, NULL, 3);
	for (int i = 0; i < 2; i++)
		pthread_create(&threads[i], NULL, meet, NULL);
	meet(NULL);
	for (int i = 0; i < 2; i++)
		pthread_join(threads[i], NULL);
	return 0;
}
