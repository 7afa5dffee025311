/* One thread of APR's wakes another by a condition variable; both count in an atomic. */
#include <apr_atomic.h>
#include <apr_general.h>
#include <apr_thread_cond.h>
#include <apr_thread_mutex.h>
#include <apr_thread_proc.h>
#include <assert.h>

static apr_thread_mutex_t *mutex;
static apr_thread_cond_t *condition;
static int ready;
static volatile apr_uint32_t count;

static void *APR_THREAD_FUNC work(apr_thread_t *thread, void *unused)
{
	apr_atomic_inc32(&count);
	apr_thread_mutex_lock(mutex);
	ready = 1;
	apr_thread_cond_signal(condition);
	apr_thread_mutex_unlock(mutex);
	apr_thread_exit(thread, APR_SUCCESS);
	return unused;
}

int main(void)
{
	apr_pool_t *pool;
	apr_thread_t *thread;
	apr_status_t status;

	assert(!apr_initialize() && !apr_pool_create(&pool, NULL));
	assert(!apr_thread_mutex_create(&mutex, APR_THREAD_MUTEX_DEFAULT, pool));
	assert(!apr_thread_cond_create(&condition, pool));
	assert(!apr_thread_create(&thread, NULL, work, NULL, pool));
	apr_atomic_inc32(&count);
	apr_thread_mutex_lock(mutex);
	while (!ready)
		apr_thread_cond_wait(condition, mutex);
	apr_thread_mutex_unlock(mutex);
	apr_thread_join(&status, thread);
	assert(apr_atomic_read32(&count) == 2);
	apr_pool_destroy(pool);
	apr_terminate();
	return 0;
}
