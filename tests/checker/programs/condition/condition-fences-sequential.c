/* A signal and the wait that it ends do not put seq_cst fences around them in order.
 *
 * expect: assertion
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t c = PTHREAD_COND_INITIALIZER;
static int waiting;
static atomic_int written;

static void *waiter(void *unused)
{
	pthread_mutex_lock(&m);
	waiting = 1;
	pthread_cond_wait(&c, &m);
	pthread_mutex_unlock(&m);
	atomic_thread_fence(memory_order_seq_cst);
	assert(atomic_load_explicit(&written, memory_order_relaxed));
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, waiter, NULL);
	pthread_mutex_lock(&m);
	int signal = waiting;
	pthread_mutex_unlock(&m);
	if (!signal)
		exit(0); /* whoever waits still may be left behind */
	atomic_store_explicit(&written, 1, memory_order_relaxed);
	atomic_thread_fence(memory_order_seq_cst);
	pthread_cond_signal(&c);
	pthread_join(t, NULL);
	return 0;
}
