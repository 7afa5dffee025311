/* One access of several without the lock that the others hold. Which one it is, and where, is said; that no memory order
 * helps is not.
 *
 * expect: data-race
 * report: main holds no lock at line 42
 * report: `pool->lock` is held at line
 * report: Hold `pool->lock` at line 42 too, where `pool->jobs` is read. Checked: with it, all
 * unsaid: No memory order helps
 * unsaid: Two different locks
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

struct pool {
	pthread_mutex_t lock;
	int jobs;
	atomic_int served;
};

static void *work(void *arg)
{
	struct pool *pool = arg;

	pthread_mutex_lock(&pool->lock);
	pool->jobs--;
	pthread_mutex_unlock(&pool->lock);
	atomic_fetch_add(&pool->served, 1);
	return NULL;
}

int main(void)
{
	struct pool *pool = calloc(1, sizeof *pool);
	pthread_t t;

	pthread_mutex_init(&pool->lock, NULL);
	pthread_create(&t, NULL, work, pool);
	pthread_mutex_lock(&pool->lock);
	pool->jobs++;
	pthread_mutex_unlock(&pool->lock);
	if (pool->jobs == 0)
		atomic_store(&pool->served, 1);
	pthread_join(t, NULL);
	free(pool);
	return 0;
}
