/* Of a pool on the heap, the mutex has its own name also where it is unlocked and locked by the wait. What the worker looks
 * at is in the execution, and it does look.
 *
 * expect: lost-wakeup
 * report: unlock pool->lock
 * report: read pool->stop
 * report: sleeps on `pool->work`
 * report: A signal wakes only
 * unsaid: lock pool->work
 * unsaid: read !pool
 * unsaid: with `pool->work` locked
 */
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

struct pool {
	pthread_mutex_t lock;
	pthread_cond_t work;
	bool stop;
};

static void *worker(void *arg)
{
	struct pool *pool = arg;

	pthread_mutex_lock(&pool->lock);
	while (!pool->stop)
		pthread_cond_wait(&pool->work, &pool->lock);
	pthread_mutex_unlock(&pool->lock);
	return NULL;
}

int main(void)
{
	struct pool *pool = calloc(1, sizeof *pool);
	pthread_t t[2];

	pthread_mutex_init(&pool->lock, NULL);
	pthread_cond_init(&pool->work, NULL);
	for (int i = 0; i < 2; i++)
		pthread_create(&t[i], NULL, worker, pool);
	pthread_mutex_lock(&pool->lock);
	pool->stop = true;
	pthread_mutex_unlock(&pool->lock);
	pthread_cond_signal(&pool->work);
	for (int i = 0; i < 2; i++)
		pthread_join(t[i], NULL);
	free(pool);
	return 0;
}
