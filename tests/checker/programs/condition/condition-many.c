/* Two producers and two consumers of one slot, with a condition variable for each side.
 *
 * expect: ok
 */
#include <assert.h>
#include <pthread.h>

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t filled = PTHREAD_COND_INITIALIZER, emptied = PTHREAD_COND_INITIALIZER;
static int slot, taken;

static void *producer(void *value)
{
	pthread_mutex_lock(&m);
	while (slot)
		pthread_cond_wait(&emptied, &m);
	slot = *(int *)value;
	pthread_cond_signal(&filled);
	pthread_mutex_unlock(&m);
	return NULL;
}

static void *consumer(void *unused)
{
	pthread_mutex_lock(&m);
	while (!slot)
		pthread_cond_wait(&filled, &m);
	taken += slot;
	slot = 0;
	pthread_cond_signal(&emptied);
	pthread_mutex_unlock(&m);
	return unused;
}

int main(void)
{
	static int one = 1, two = 2;
	pthread_t t[3];

	pthread_create(&t[0], NULL, producer, &one);
	pthread_create(&t[1], NULL, producer, &two);
	pthread_create(&t[2], NULL, consumer, NULL);
	consumer(NULL);
	for (int i = 0; i < 3; i++)
		pthread_join(t[i], NULL);
	assert(taken == 3);
	return 0;
}
