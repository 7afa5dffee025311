/* A thread that asks again and again under a mutex whether there is something to do.
 *
 * expect: ok
 */
#include <assert.h>
#include <pthread.h>

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static int items, taken;

static void *produce(void *unused)
{
	for (int i = 0; i < 2; i++) {
		pthread_mutex_lock(&m);
		items++;
		pthread_mutex_unlock(&m);
	}
	return unused;
}

static void *consume(void *unused)
{
	while (taken < 2) {
		pthread_mutex_lock(&m);
		if (items) {
			items--;
			taken++;
		}
		pthread_mutex_unlock(&m);
	}
	return unused;
}

int main(void)
{
	pthread_t t[2];

	pthread_create(&t[0], NULL, produce, NULL);
	pthread_create(&t[1], NULL, consume, NULL);
	for (int i = 0; i < 2; i++)
		pthread_join(t[i], NULL);
	assert(taken == 2 && items == 0);
	return 0;
}
