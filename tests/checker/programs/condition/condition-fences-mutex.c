/* What is written with the mutex locked is seen after the wait, whatever fences there are.
 *
 * expect: ok
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t c = PTHREAD_COND_INITIALIZER;
static int data;

static void *waiter(void *unused)
{
	pthread_mutex_lock(&m);
	while (!data)
		pthread_cond_wait(&c, &m);
	atomic_thread_fence(memory_order_seq_cst);
	assert(data == 1);
	pthread_mutex_unlock(&m);
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, waiter, NULL);
	pthread_mutex_lock(&m);
	data = 1;
	pthread_mutex_unlock(&m);
	atomic_thread_fence(memory_order_seq_cst);
	pthread_cond_signal(&c);
	pthread_join(t, NULL);
	return 0;
}
